"""The names and signs of money and their ISO 4217 codes."""

from __future__ import annotations

from kgraph.nlp.lexing import Phrases, word_list

CODES = frozenset(
    word_list(
        "USD EUR GBP JPY CNY RUB UAH KRW KPW CHF CAD AUD NZD HKD SGD TWD INR PKR BDT LKR NPR TRY ILS SAR AED QAR KWD "
        "IQD IRR JOD EGP LBP SYP YER OMR BHD SEK NOK DKK ISK PLN CZK HUF RON BGN RSD GEL AMD AZN KZT UZS BYN MDL THB "
        "VND IDR MYR PHP MMK KHR LAK BRL MXN ARS CLP COP PEN CUP VES ZAR NGN KES GHS ETB TZS UGX MAD DZD TND LYD SDG "
        "XOF XAF BTC"
    )
)
# Signs and letters that stand before the figures.
SIGNS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₩": "KRW", "₽": "RUB", "₹": "INR", "₪": "ILS", "₴": "UAH",
    "₺": "TRY", "₫": "VND", "฿": "THB", "₦": "NGN", "₱": "PHP", "₿": "BTC", "₾": "GEL", "₡": "CRC", "₭": "LAK",
    "₸": "KZT", "元": "CNY", "円": "JPY",
}  # fmt: skip
DOLLAR_PREFIXES = {
    "us": "USD", "usd": "USD", "c": "CAD", "ca": "CAD", "cad": "CAD", "can": "CAD", "a": "AUD", "au": "AUD",
    "aud": "AUD", "hk": "HKD", "nz": "NZD", "nzd": "NZD", "s": "SGD", "nt": "TWD", "r": "BRL", "mex": "MXN",
    "mxn": "MXN", "z": "ZWL", "j": "JMD",
}  # fmt: skip
_NATIONS = {
    "dollar": "us USD; u.s. USD; american USD; united states USD; australian AUD; canadian CAD; hong kong HKD; "
    "singapore SGD; new zealand NZD; taiwan TWD; jamaican JMD; zimbabwean ZWL; namibian NAD; liberian LRD",
    "pound": "british GBP; egyptian EGP; syrian SYP; lebanese LBP; sudanese SDG; south sudanese SSP; cypriot CYP",
    "rupee": "indian INR; pakistani PKR; sri lankan LKR; nepali NPR; nepalese NPR; mauritian MUR",
    "franc": "swiss CHF; cfa XOF; congolese CDF; rwandan RWF; french FRF; belgian BEF; guinean GNF; djiboutian DJF",
    "peso": "mexican MXN; argentine ARS; argentinian ARS; chilean CLP; colombian COP; philippine PHP; cuban CUP; "
    "uruguayan UYU; dominican DOP",
    "dinar": "iraqi IQD; kuwaiti KWD; jordanian JOD; serbian RSD; libyan LYD; algerian DZD; tunisian TND; bahraini BHD",
    "rial": "iranian IRR; omani OMR; yemeni YER; qatari QAR",
    "riyal": "saudi SAR; qatari QAR",
    "lira": "turkish TRY; italian ITL; syrian SYP; lebanese LBP",
    "dirham": "emirati AED; uae AED; moroccan MAD",
    "krone": "norwegian NOK; danish DKK",
    "krona": "swedish SEK; icelandic ISK",
    "crown": "czech CZK; swedish SEK; norwegian NOK; danish DKK",
    "koruna": "czech CZK; slovak SKK",
    "won": "south korean KRW; korean KRW; north korean KPW",
    "yuan": "chinese CNY",
    "yen": "japanese JPY",
    "rouble": "russian RUB; belarusian BYN",
    "shilling": "kenyan KES; ugandan UGX; tanzanian TZS; somali SOS",
    "leu": "romanian RON; moldovan MDL",
    "manat": "azerbaijani AZN; turkmen TMT",
    "markka": "finnish FIM",
    "guilder": "dutch NLG",
    "mark": "german DEM; deutsche DEM",
    "rand": "south african ZAR",
    "real": "brazilian BRL",
}
# The bare word: the code where one currency is meant in print, else the word itself, for several share it.
_BARE = {
    "dollar": "USD", "pound": "GBP", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY",
    "won": "KRW", "rouble": "RUB", "hryvnia": "UAH", "shekel": "ILS", "rupee": "INR", "rupiah": "IDR", "ringgit": "MYR",
    "baht": "THB", "dong": "VND", "zloty": "PLN", "forint": "HUF", "lev": "BGN", "leu": "RON", "lari": "GEL",
    "dram": "AMD", "tenge": "KZT", "manat": "AZN", "som": "KGS", "kyat": "MMK", "taka": "BDT", "afghani": "AFN",
    "naira": "NGN", "cedi": "GHS", "birr": "ETB", "rand": "ZAR", "real": "BRL", "bolivar": "VES", "lira": "TRY",
    "riyal": "SAR", "rial": "IRR", "dirham": "AED", "krona": "SEK", "koruna": "CZK", "bitcoin": "BTC", "peseta": "ESP",
    "franc": "franc", "peso": "peso", "dinar": "dinar", "krone": "krone", "crown": "crown", "shilling": "shilling",
    "cent": "USD", "penny": "GBP", "pence": "GBP", "buck": "USD", "quid": "GBP", "markka": "FIM", "guilder": "NLG",
    "mark": "mark",
}  # fmt: skip
HUNDREDTHS = frozenset(("cent", "cents", "pence", "penny"))
_PLURALS = {
    "penny": "pence", "yen": "yen", "yuan": "yuan", "won": "won", "baht": "baht", "rand": "rands", "lira": "lire",
    "krone": "kroner", "krona": "kronor", "leu": "lei", "lev": "leva", "real": "reais", "zloty": "zlotys",
    "koruna": "korunas", "hryvnia": "hryvnias",
}  # fmt: skip
_SPELLINGS = {"rouble": ("ruble",), "hryvnia": ("hryvna", "hryvnya"), "lira": ("liras",), "shekel": ("sheqel",)}
# Names that are other words too; they are money only after a large amount.
DOUBTFUL = frozenset(
    ("pound", "pounds", "won", "real", "mark", "marks", "rand", "crown", "crowns", "som", "dong", "dram")
)


def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for word, code in _BARE.items():
        for base in (word, *_SPELLINGS.get(word, ())):
            forms = {base, _PLURALS.get(base, f"{base}s")}
            if base in _PLURALS and base not in ("yen", "yuan", "won", "baht", "penny"):
                forms.add(f"{base}s")
            national = [part.rsplit(" ", 1) for part in _NATIONS.get(word, "").split("; ") if part]
            for form in forms:
                names[form] = code
                for nation, of_nation in national:
                    names[f"{nation.replace('.', ' .').replace('u .s', 'u . s')} {form}"] = of_nation
    names["pounds sterling"] = names["pound sterling"] = "GBP"
    return names


NAMES: Phrases[str] = Phrases(_names())
