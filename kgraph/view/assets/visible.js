// Which claims, ties and actors remain of what was asked for, and how many each further wish would leave.
(function (K) {
  "use strict";

  const asks = (name) => K.state.filters[name].size > 0;
  const within = (from, to, range) => Boolean(from) && (!range.to || from <= range.to) && (!range.from || to >= range.from);
  const some = (chosen, values) => values.some((value) => chosen.has(value));

  // For each claim, how many wishes refuse it, and which one does when it is only one: that gives all counts in one pass.
  function refusals() {
    const active = K.facets.filter((facet) => asks(facet.name)).map((facet) => [facet, K.state.filters[facet.name]]);
    const { event, published } = K.state.dates;
    const world = K.state.world;
    const count = new Uint8Array(K.claims.length);
    const only = new Array(K.claims.length).fill(null);
    const refuse = (index, name) => {
      count[index] += 1;
      only[index] = name;
    };
    for (const claim of K.claims) {
      for (const [facet, chosen] of active) if (!some(chosen, K.valuesOf(facet, claim))) refuse(claim.index, facet.name);
      if (event && !within(claim.from, claim.to, event)) refuse(claim.index, "d.event");
      if (published && !within(claim.published, claim.published, published)) refuse(claim.index, "d.published");
      if (world && !claim.makers.has(world.x) && !(world.y && claim.makers.has(world.y))) refuse(claim.index, "world");
    }
    return { count, only };
  }

  // In somebody's world what is said counts; that they say it, and who belongs to whom, is not a claim of theirs.
  function wanted(edge, asked) {
    if (K.state.world && (edge.kind === "attribution" || edge.kind === "affiliation")) return false;
    return !asked.size || asked.has(edge.category);
  }
  function looks(state, claims) {
    const world = K.state.world;
    if (world && world.y) {
      const by = (id, n) => state.said[n] > 0 || [...claims].some((index) => K.claims[index].makers.has(id));
      return by(world.x, 0) ? (by(world.y, 1) ? "both" : "onlyx") : "onlyy";
    }
    if (state.plus || state.minus) return state.minus >= state.plus ? "conflict" : "cooperation";
    return state.deeds ? "neutral" : state.about ? "attribution" : "affiliation";
  }
  // Of claims that are not loaded an edge tells what all of them share: how many pass, all or none.
  const LIKE = { event: (edge) => edge.event, certainty: (edge) => edge.certainty, polarity: (edge) => edge.polarity };
  const inside = ([from, to] = [], range) => Boolean(from) && (!range.from || from >= range.from) && (!range.to || to <= range.to);
  // How many claims of those whose world it is stand behind an edge and are not loaded, as the server told.
  const saidOf = (edge) => K.own((K.worldTold() || {}).said, edge.id) || [0, 0, 0];
  function restOfWorld(edge) {
    const [x, y, both] = saidOf(edge);
    const { x: one, y: other } = K.state.world;
    const here = edge.claims.filter((index) => K.claims[index].makers.has(one) || K.claims[index].makers.has(other)).length;
    return Math.max(0, x + y - both - here);
  }
  function unloaded(edge) {
    const rest = K.state.world ? restOfWorld(edge) : K.rest(edge);
    if (!rest) return 0;
    const { event, published } = K.state.dates;
    const passes = (!event || inside(edge.time, event)) && (!published || inside(edge.print, published))
      && K.facets.every((facet) => !asks(facet.name) || facet.actor || facet.name === "relation" || (LIKE[facet.name] && K.state.filters[facet.name].has(LIKE[facet.name](edge))));
    return passes ? rest : 0;
  }
  // Affiliations have no claims that could pass: they show while they, or nothing but kinds of actors, are asked for.
  const standing = (edge, asked) => edge.kind === "affiliation" && (K.visible.bare || asked.has("affiliation"));
  function lineState(line) {
    const { refused } = K.visible;
    const asked = K.state.filters.relation;
    const claims = new Set();
    const words = new Map();
    const state = { to: false, from: false, rest: 0, plus: 0, minus: 0, deeds: 0, about: 0, said: [0, 0] };
    for (const number of line.edges) {
      const edge = K.edges[number];
      if (!wanted(edge, asked)) continue;
      let shown = 0;
      for (const index of edge.claims) {
        if (refused[index]) continue;
        shown += 1;
        claims.add(index);
      }
      const rest = unloaded(edge);
      shown += rest;
      state.rest += rest;
      if (rest && K.state.world) state.said = state.said.map((n, i) => n + saidOf(edge)[i]);
      if (!shown && !standing(edge, asked)) continue;
      K.visible.edgeClaims[number] = shown;
      words.set(K.relation(edge), (words.get(K.relation(edge)) || 0) + shown);
      if (edge.directed && edge.kind !== "affiliation") state[edge.source === line.a ? "to" : "from"] = true;
      if (edge.category === "cooperation") state.plus += shown;
      if (edge.category === "conflict") state.minus += shown;
      if (edge.category === "neutral") state.deeds += shown;
      if (edge.category === "attribution") state.about += shown;
    }
    if (!words.size) return null;
    // A claim can stand behind several edges: of those that are not loaded there are no more than of all.
    const told = K.worldTold();
    const total = !K.state.world ? line.total : told && told.totals.get(line.index);
    if (total !== undefined) state.rest = Math.min(state.rest, Math.max(0, total - claims.size));
    return { claims, rest: state.rest, weight: claims.size + state.rest, counts: words, to: state.to, from: state.from, look: looks(state, claims) };
  }
  // The words of a tie, the most claimed first.
  K.wordsOf = (shown) => [...shown.counts].sort((a, b) => b[1] - a[1] || K.compare(a[0], b[0])).map(([word]) => word);

  // Whom the reader has chosen: an actor, or the ends of a tie or of a path.
  K.chosenActors = function () {
    const chosen = K.state.selection;
    if (!chosen) return [];
    if (chosen.kind === "actor") return [chosen.id];
    if (chosen.kind === "line") return [K.lines[chosen.index].a, K.lines[chosen.index].b];
    return chosen.kind === "path" ? [chosen.a, chosen.b].filter(Boolean) : [];
  };
  // Neighbours of a folded actor that have no visible tie to anybody else are put away behind it, but for those who are chosen.
  function fold() {
    const kept = new Set([...K.state.pinned.keys(), ...K.state.folded, ...K.chosenActors()]);
    K.visible.folded = new Map();
    const ties = new Map();
    K.lines.forEach((line, index) => {
      if (!K.visible.lines[index]) return;
      for (const id of [line.a, line.b]) ties.set(id, (ties.get(id) || 0) + 1);
    });
    for (const id of K.state.folded) {
      let away = 0;
      for (const index of K.actors.get(id).lines) {
        const other = K.otherEnd(K.lines[index], id);
        if (!K.visible.lines[index] || ties.get(other) !== 1 || kept.has(other)) continue;
        K.visible.lines[index] = null;
        K.visible.actors.delete(other);
        away += 1;
      }
      K.visible.folded.set(id, away);
      if (away) K.visible.actors.add(id);
    }
  }

  K.filter = function () {
    const refused = refusals();
    const actorFacets = K.facets.filter((facet) => facet.actor && asks(facet.name));
    const passes = (id) => actorFacets.every((facet) => K.state.filters[facet.name].has(facet.actor(K.actors.get(id))));
    const bare = !K.state.world && !K.state.dates.event && !K.state.dates.published
      && K.facets.every((facet) => facet.actor || !asks(facet.name));
    const seen = new Map();
    const shows = (id) => {
      if (!seen.has(id)) seen.set(id, !K.state.hidden.has(id) && passes(id));
      return seen.get(id);
    };
    K.visible = { passes: shows, bare, refused: refused.count, only: refused.only, edgeClaims: {}, claims: K.claims.filter((c) => !refused.count[c.index]), lines: [], actors: new Set() };
    K.visible.lines = K.lines.map((line) => (shows(line.a) && shows(line.b) ? lineState(line) : null));
    K.lines.forEach((line, index) => {
      if (K.visible.lines[index]) K.visible.actors.add(line.a).add(line.b);
    });
    for (const id of K.state.extra.keys()) if (shows(id) && !K.activeFilters()) K.visible.actors.add(id);
    for (const id of K.state.pinned.keys()) if (!K.state.hidden.has(id)) K.visible.actors.add(id);
    const chosen = K.state.selection;
    if (chosen && chosen.kind === "actor" && shows(chosen.id)) K.visible.actors.add(chosen.id);
    fold();
  };
  K.shown = (index) => K.visible.refused[index] === 0;
  K.shownClaims = (indices) => indices.filter(K.shown).map((index) => K.claims[index]);
  K.shownLines = (actor) => actor.lines.filter((index) => K.visible.lines[index]).map((index) => K.lines[index]);
  // Whether only this wish keeps the claim away: then it would pass if the wish were widened.
  K.nearly = (index, name) => K.visible.refused[index] === 0 || (K.visible.refused[index] === 1 && K.visible.only[index] === name);

  // Whether anything would show between two actors if one facet of actors asked for what both of them have.
  function wouldTie(line, facet) {
    const asked = K.state.filters.relation;
    return line.edges.some((number) => {
      const edge = K.edges[number];
      return wanted(edge, asked) && (standing(edge, asked) || edge.claims.some((index) => K.nearly(index, facet.name)) || unloaded(edge) > 0);
    });
  }
  // Actors by their value: those that are drawn, and for a value that is not among those asked for, those that would be with it.
  function tallyActors(facet) {
    const tally = new Map((facet.fixed || []).map((value) => [value, 0]));
    for (const actor of K.actors.values()) if (actor.lines.length) tally.set(facet.actor(actor), 0);
    const chosen = K.state.filters[facet.name];
    const others = K.facets.filter((other) => other.actor && other !== facet && asks(other.name));
    const could = (id) => !K.state.hidden.has(id) && others.every((other) => K.state.filters[other.name].has(other.actor(K.actors.get(id))));
    const counted = new Set(K.visible.actors);
    if (chosen.size) {
      for (const line of K.lines) {
        const fresh = [line.a, line.b].filter((id) => !chosen.has(facet.actor(K.actors.get(id))));
        if (!fresh.length || new Set(fresh.map((id) => facet.actor(K.actors.get(id)))).size > 1) continue;
        if (could(line.a) && could(line.b) && wouldTie(line, facet)) for (const id of fresh) counted.add(id);
      }
    }
    for (const id of counted) {
      const value = facet.actor(K.actors.get(id));
      tally.set(value, (tally.get(value) || 0) + 1);
    }
    return tally;
  }
  // How many claims (or actors) have each value of a facet, all other wishes kept.
  K.tally = function (facet) {
    if (facet.actor) return tallyActors(facet);
    const tally = new Map([...K.facetValues(facet)].map((value) => [value, 0]));
    for (const claim of K.claims) {
      if (K.nearly(claim.index, facet.name)) for (const value of K.valuesOf(facet, claim)) tally.set(value, tally.get(value) + 1);
    }
    if (facet.name === "relation" && !K.state.world) {
      tally.set("affiliation", K.edges.filter((edge) => edge.kind === "affiliation" && K.visible.passes(edge.source) && K.visible.passes(edge.target)).length);
    }
    return tally;
  };
})(window.kgraph);
