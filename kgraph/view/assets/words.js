// How things are called on the page.
(function (K) {
  "use strict";

  const CLAIMS = {
    TroopClaim: "Troops", ArmsClaim: "Arms", TreatyClaim: "Treaty", ClauseClaim: "Treaty clause",
    AttackClaim: "Attack", MeetingClaim: "Meeting", Statement: "Statement", EventClaim: "Event",
  };
  const KINDS = {
    State: "State", Agency: "Agency", Ministry: "Ministry", IntelligenceService: "Intelligence service",
    ArmedForce: "Armed force", Legislature: "Legislature", Official: "Official", Person: "Person",
    Organization: "Organisation", IGO: "Intergovernmental organisation", Company: "Company", MediaOutlet: "Media outlet",
    ArmedGroup: "Armed group", UnnamedSource: "Unnamed source", Place: "Place", Treaty: "Treaty", Equipment: "Equipment",
  };
  K.relations = { cooperation: "Cooperation", conflict: "Conflict", neutral: "Neither", attribution: "Claims about", affiliation: "Affiliation" };

  // Letters that Unicode does not take apart, as they are typed without them.
  const PLAIN = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŧ: "t", ŋ: "n", "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "–": "-", "‐": "-", "‑": "-" };
  const RARE = new RegExp("[" + Object.keys(PLAIN).join("") + "]", "g");
  K.fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(RARE, (letter) => PLAIN[letter]);
  K.compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  K.title = (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  K.count = (n) => n.toLocaleString("en");
  K.plural = (n, one, many) => K.count(n) + " " + (n === 1 ? one : many || one + "s");
  // Said wherever something is counted or listed of which only a part is here; null where all is.
  K.ofLoaded = (what) => (K.partial() ? K.h("p", { class: "muted of-loaded" }, what + " of what is loaded: " + K.count(K.claims.length) + " of " + K.plural(K.store.claims, "claim") + ", "
    + K.count(K.actors.size) + " of " + K.plural(K.store.actors, "actor") + ".") : null);
  K.clip = (text, n) => (text.length > n ? text.slice(0, n - 1) + "…" : text);
  K.claimType = (type) => K.own(CLAIMS, type) || type;
  K.kind = (type) => K.own(KINDS, type) || type;
  K.kinds = (type) => (K.own(K.looks, type) || { label: type }).label;
  K.name = (id, printed) => {
    const actor = K.actors.get(id);
    return actor ? actor.name : printed || "unknown";
  };
  // A relation that its claims deny must never read like one that they affirm. (To deny X is still to claim about X.)
  K.relation = (edge) => edge.relation + (edge.polarity === "-" && edge.kind !== "attribution" ? " (denied)" : "");
  K.eventSign = (event) => {
    const quad = K.own(K.events, event || "");
    return quad === undefined ? 0 : quad.endsWith("cooperation") ? 1 : -1;
  };

  // Whether this is a day of the calendar, as ISO 8601 writes it.
  K.isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  // "2024-10-03" as "3 Oct 2024".
  K.day = (iso) => (iso ? Number(iso.slice(8, 10)) + " " + MONTHS[Number(iso.slice(5, 7)) - 1] + " " + iso.slice(0, 4) : "");
  K.month = (iso) => (iso ? MONTHS[Number(iso.slice(5, 7)) - 1] + " " + iso.slice(0, 4) : "");
  // A told time no finer than print has it: "2019" is no first of January. "" where it has no date.
  K.period = (time) => {
    const { start, end, granularity } = time || {};
    if (!start && !end) return "";
    if (!start) return "until " + K.day(end);
    if (!end) return "since " + K.day(start);
    if (granularity === "year" && start.slice(0, 4) === end.slice(0, 4)) return start.slice(0, 4);
    if (granularity === "month" && start.slice(0, 7) === end.slice(0, 7)) return K.month(start);
    if (granularity === "week") return "week of " + K.day(start);
    return start === end ? K.day(start) : K.day(start) + " to " + K.day(end);
  };
  // As printed, with what that comes to: "last week (week of 21 Oct 2024)".
  K.when = (time) => {
    const days = K.period(time);
    if (!days) return time.text ? "“" + time.text + "”, no date known" : "";
    return !time.text || K.fold(time.text) === K.fold(days) ? days : "“" + time.text + "”: " + days;
  };
})(window.kgraph);
