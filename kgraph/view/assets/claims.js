// One claim as a card: its quotation in its sentence, who said it, how sure, with which numbers, and where in print.
(function (K) {
  "use strict";

  K.quotation = function (claim) {
    const at = claim.sentence ? claim.sentence.indexOf(claim.quote) : -1;
    if (at < 0) return K.h("blockquote", { dir: "auto" }, K.h("mark", {}, claim.quote));
    return K.h("blockquote", { dir: "auto" },
      claim.sentence.slice(0, at), K.h("mark", {}, claim.quote), claim.sentence.slice(at + claim.quote.length));
  };

  K.chip = (text, kind) => K.h("span", { class: "chip " + (kind || "") }, text);

  function chips(claim) {
    const sign = K.eventSign(claim.event);
    return K.h("div", { class: "chips" },
      K.chip(K.claimType(claim.type) + (claim.activity ? " · " + claim.activity : ""), "type"),
      claim.event && K.chip(K.title(claim.event), sign > 0 ? "plus" : "minus"),
      K.chip(claim.polarity === "-" ? "Denied" : "Affirmed", claim.polarity === "-" ? "denied" : ""),
      K.chip(K.title(claim.certainty), claim.certainty === "certain" ? "" : "unsure"),
      claim.phase && K.chip(K.title(claim.phase)));
  }

  // The chain's links, outermost first; a statement's speakers come last.
  function links(claim) {
    const cited = new Set(claim.sources.map((s) => s.id || s.text));
    const speakers = new Map(claim.participants.filter((p) => p.role === "speaker" && !cited.has(p.id || p.text)).map((p) => [p.id || p.text, p]));
    return claim.sources.concat([...speakers.values()].map((p, i) => Object.assign({}, p, { joint: i > 0 })));
  }
  K.chainText = (claim) => links(claim).map((link, i) => (i === 0 ? "" : link.joint ? " & " : " > ") + K.name(link.id, link.text)).join("");

  // From the paper that prints it to who says it in the end: "According to Harbour Wire › the ministry, said › Russia".
  K.chain = function (claim) {
    const steps = [K.h("span", { class: "link" }, claim.publisher ? K.bdi(claim.publisher) : "the article itself")];
    for (const [i, link] of links(claim).entries()) {
      const next = links(claim)[i + 1];
      const cue = next && next.joint && next.cue === link.cue ? null : link.cue; // once for those who share it
      steps.push(K.h("span", { class: link.joint ? "link joint" : "link" }, K.h("span", { class: "hidden" }, link.joint ? " and " : " citing "), K.actorButton(link.id, link.text), cue && K.h("span", { class: "cue" }, "“", K.bdi(cue), "”")));
    }
    return K.h("div", { class: "chain", role: "group", "aria-label": "Source chain" }, K.h("span", { class: "according muted" }, "According to "), steps);
  };

  function facts(claim) {
    // A role is named once with all who fill it; who fills it by two mentions, once.
    const roles = new Map();
    for (const p of claim.participants) {
      if (!roles.has(p.role)) roles.set(p.role, new Map());
      roles.get(p.role).set(p.id || p.text, K.actorButton(p.id, p.text));
    }
    const rows = [...roles].map(([role, filled]) => [role, [...filled.values()].flatMap((one, i) => (i ? [", ", one] : [one]))]);
    const plain = [];
    const quantity = claim.quantity;
    if (quantity) plain.push(["number", quantity.read && quantity.read !== quantity.text ? quantity.text + " (" + quantity.read + ")" : quantity.text]);
    if (claim.casualties) plain.push(["casualties", claim.casualties]);
    if (claim.money) plain.push(["money", claim.money]);
    if (claim.time) plain.push(["when", K.when(claim.time)]);
    return K.h("dl", { class: "facts" },
      rows.concat(plain.map(([term, text]) => [term, K.bdi(text)])).map(([term, value]) => [K.h("dt", {}, term), K.h("dd", {}, value)]));
  }

  function footer(claim) {
    const article = K.articles.get(claim.article) || {};
    const title = article.title || article.file || "Untitled article";
    const parts = [article.publisher && K.bdi(article.publisher), article.published ? K.h("time", { datetime: article.published }, "published " + K.day(article.published)) : "undated",
      article.title && article.file ? K.bdi(article.file) : null];
    return K.h("footer", {},
      K.h("div", { class: "where" }, K.pageLink(claim.article, K.bdi(title), { href: (K.pageOf(claim.article) || "") + "#char=" + claim.start + "," + claim.end }) || (article.url ? K.link(article.url, title) : K.bdi(title))),
      K.h("div", { class: "muted" }, parts.filter(Boolean).flatMap((part, i) => (i ? [" · ", part] : [part]))),
      K.pageLink(claim.id, "Page of this claim", { class: "page-link" }),
      K.h("details", {}, K.h("summary", {}, "How it was found"),
        K.h("p", { class: "muted" }, claim.rules && claim.rules.length ? "Rules: " + claim.rules.join(", ") + ". " : "",
          "Confidence " + claim.confidence + ". ", K.h("code", {}, claim.id))));
  }

  K.card = (claim) => K.h("article", { class: "card", "data-claim": claim.index },
    chips(claim), K.quotation(claim), K.chain(claim), facts(claim), footer(claim));

  // Cards, some at a time: an actor may have thousands.
  K.cards = (claims) => K.some(K.h("div", { class: "cards" }), claims, K.card, 20);
})(window.kgraph);
