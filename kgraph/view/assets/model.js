// The data of the page, indexed, and the state of the view. Every other script reads both from here.
window.kgraph = window.kgraph || {};
(function (K) {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const own = (object, key) => (Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined);

  K.own = own;
  K.looks = data.looks;
  K.communities = data.communities;
  K.network = data.network;
  K.articles = new Map(Object.entries(data.articles));
  K.actors = new Map(Object.entries(data.actors).map(([id, actor]) => [id, Object.assign({ id }, actor)]));
  K.claims = data.claims.map((claim, index) => Object.assign({ index, sources: [], participants: [] }, claim));
  K.edges = data.edges.map((edge, index) => Object.assign({ index, sign: 0, claims: [] }, edge));
  K.lines = data.lines.map((line, index) => Object.assign({ index }, line));

  K.fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  K.compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  // What an edge is to the legend: an attribution, an affiliation, or what its sign says.
  K.relations = {
    cooperation: "Cooperation",
    conflict: "Conflict",
    neutral: "Neither",
    attribution: "Claims about",
    affiliation: "Affiliation",
  };
  K.category = (edge) => {
    if (edge.kind === "attribution" || edge.kind === "affiliation") return edge.kind;
    return edge.sign > 0 ? "cooperation" : edge.sign < 0 ? "conflict" : "neutral";
  };

  // A relation that its claims deny must never read like one that they affirm. (To deny X is still to claim about X.)
  K.relation = (edge) => edge.relation + (edge.polarity === "-" && edge.kind !== "attribution" ? " (denied)" : "");

  for (const claim of K.claims) {
    claim.edges = [];
    claim.relations = new Set();
    claim.actors = new Set(claim.participants.map((p) => p.id).filter((id) => K.actors.has(id)));
    claim.makers = new Set(claim.sources.map((s) => s.id).filter((id) => K.actors.has(id)));
    for (const p of claim.participants) if (p.role === "speaker" && K.actors.has(p.id)) claim.makers.add(p.id);
    claim.types = new Set([...claim.actors, ...claim.makers].map((id) => K.actors.get(id).type));
    const article = K.articles.get(claim.article);
    claim.published = (article && article.published) || "";
    claim.publisher = (article && article.publisher) || "";
  }
  for (const edge of K.edges) {
    for (const index of edge.claims) {
      K.claims[index].edges.push(edge.index);
      K.claims[index].relations.add(K.category(edge));
    }
  }
  for (const actor of K.actors.values()) Object.assign(actor, { lines: [], made: [], about: [], aliases: actor.aliases || [] });
  for (const line of K.lines) {
    for (const end of [line.a, line.b]) K.actors.get(end).lines.push(line.index);
  }
  for (const claim of K.claims) {
    for (const id of claim.makers) K.actors.get(id).made.push(claim.index);
    for (const id of claim.actors) if (!claim.makers.has(id)) K.actors.get(id).about.push(claim.index);
  }

  K.name = (id, printed) => {
    const actor = K.actors.get(id);
    return actor ? actor.name : printed || "unknown";
  };
  K.events = data.events;
  K.eventSign = (event) => {
    const quad = own(data.events, event || "");
    return quad === undefined ? 0 : quad.endsWith("cooperation") ? 1 : -1;
  };
  const WORDS = {
    TroopClaim: "Troops", ArmsClaim: "Arms", TreatyClaim: "Treaty", ClauseClaim: "Treaty clause",
    AttackClaim: "Attack", MeetingClaim: "Meeting", Statement: "Statement", EventClaim: "Event",
  };
  K.claimType = (type) => own(WORDS, type) || type;
  K.title = (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  K.plural = (n, one, many) => n.toLocaleString("en") + " " + (n === 1 ? one : many || one + "s");

  K.state = {
    filters: {}, // facet name -> Set of the values that are asked for; an empty set asks for all
    selection: null, // {kind: "actor", id} | {kind: "line", index} | {kind: "claim", index}
    tab: "graph",
    colour: "type",
    extra: new Set(), // actors drawn on demand
  };
})(window.kgraph);
