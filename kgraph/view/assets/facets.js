// By what claims and actors can be filtered, and the values that each of them has.
(function (K) {
  "use strict";

  const NONE = "";
  const OTHERS = "others"; // sources that are told of, yet are no actors of the graph
  const around = (claim) => [...claim.actors, ...claim.makers].map((id) => K.actors.get(id));
  const unique = (values) => [...new Set(values)];
  const community = (actor) => {
    const number = actor.measures && actor.measures.community;
    return number && K.own(K.communities, number) ? String(number) : NONE;
  };
  const BALANCES = { cooperation: "Mostly cooperation", mixed: "Both", conflict: "Mostly conflict", neither: "Neither" };
  function balance(actor) {
    const { cooperation = 0, conflict = 0 } = actor.measures || {};
    if (!cooperation && !conflict) return "neither";
    const share = (cooperation - conflict) / (cooperation + conflict);
    return Math.abs(share) < 0.2 ? "mixed" : share > 0 ? "cooperation" : "conflict";
  }

  function sources(claim) {
    const told = claim.sources.concat(claim.participants.filter((p) => p.role === "speaker"));
    if (!told.length) return [NONE];
    return told.every((one) => claim.makers.has(one.id)) ? [...claim.makers] : [...claim.makers, OTHERS];
  }

  // of(claim) lists a claim's values. Those with actor(actor) count actors, and a tie needs both of its ends to have one.
  const actors = (of) => ({ actor: of, of: (claim) => unique(around(claim).map(of)) });
  K.facets = [
    { name: "relation", title: "Ties", of: (claim) => [...claim.relations], label: (v) => K.relations[v], fixed: Object.keys(K.relations) },
    { name: "type", title: "Actors", ...actors((a) => a.type), label: (v) => K.kinds(v) },
    { name: "community", title: "Communities", colour: true, ...actors(community), label: (v) => (v ? "Around " + K.own(K.communities, v) : "Without one") },
    { name: "balance", title: "Balance of actors", colour: true, ...actors(balance), label: (v) => BALANCES[v], fixed: Object.keys(BALANCES) },
    { name: "claim", title: "Claims", of: (claim) => [claim.type], label: (v) => K.claimType(v) },
    { name: "event", title: "PLOVER event", of: (claim) => [claim.event || NONE], label: (v) => (v ? K.title(v) : "No event type") },
    { name: "certainty", title: "Certainty", of: (claim) => [claim.certainty], label: (v) => K.title(v), fixed: ["certain", "probable", "possible"] },
    { name: "polarity", title: "Polarity", of: (claim) => [claim.polarity], label: (v) => (v === "-" ? "Denied or negated" : "Affirmed"), fixed: ["+", "-"] },
    { name: "source", title: "Source", of: sources, label: (v) => (v === OTHERS ? "Others" : v ? K.name(v) : "The article itself") },
    { name: "publisher", title: "Publisher", of: (claim) => [claim.publisher || NONE], label: (v) => v || "Not known" },
  ];
  K.facet = (name) => K.facets.find((facet) => facet.name === name);

  // A claim's values of a facet, worked out once.
  K.valuesOf = function (facet, claim) {
    if (claim.valued !== K.version) {
      claim.valued = K.version;
      claim.values = {};
    }
    return claim.values[facet.name] || (claim.values[facet.name] = facet.of(claim));
  };
  // All values that a facet has, found once for what is loaded.
  const known = new Map();
  K.facetValues = function (facet) {
    const cached = known.get(facet.name);
    if (cached && cached.version === K.version) return cached.values;
    const found = new Set(facet.fixed || []);
    if (facet.actor) for (const actor of K.actors.values()) found.add(facet.actor(actor));
    else for (const claim of K.claims) for (const value of K.valuesOf(facet, claim)) found.add(value);
    known.set(facet.name, { version: K.version, values: found });
    return found;
  };

  K.toggle = function (name, value, on) {
    const chosen = K.state.filters[name];
    on ? chosen.add(value) : chosen.delete(value);
    K.change();
  };
  K.setDates = function (name, range, { settled = true } = {}) {
    K.state.dates[name] = range;
    K.refresh();
    if (settled) K.commit();
  };
  K.clearFilters = function () {
    for (const facet of K.facets) K.state.filters[facet.name].clear();
    K.state.dates = { event: null, published: null };
    K.state.world = null;
    K.state.cell = null;
    K.change();
  };
  K.activeFilters = () => K.facets.reduce((sum, facet) => sum + K.state.filters[facet.name].size, 0)
    + Object.values(K.state.dates).filter(Boolean).length + (K.state.world ? 1 : 0);
})(window.kgraph);
