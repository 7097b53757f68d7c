// The data, indexed. Parts of it are fed in by K.merge: the page embeds one, a server sends one neighbourhood at a time.
// Nothing else touches what was loaded; every other script reads K.actors, K.claims, K.edges, K.lines and K.articles.
window.kgraph = window.kgraph || {};
(function (K) {
  "use strict";

  const own = (object, key) => (Object.prototype.hasOwnProperty.call(object || {}, key) ? object[key] : undefined);
  K.own = own;
  K.actors = new Map();
  K.articles = new Map();
  K.claims = [];
  K.edges = []; // one relation of one actor to another, with the numbers of its claims
  K.lines = []; // everything between two actors: what is drawn as one line
  K.places = new Map(); // where an actor stands in the drawing, as the layout says
  K.looks = {};
  K.communities = {};
  K.events = {};
  K.options = {};
  K.version = 0; // grows with every merge, so that what is derived can tell that it is old

  K.store = null; // {actors, claims, articles}: how many there are where not all of them are loaded

  // Who fetches more: null, or {start(hash), know(hash), actor(id), tie(a, b)}, each a promise of having merged it, and
  // search(text), a promise of actors. path(a, b) and world(x, y) promise what the whole store has, in K.told. Such a page has pages of its own for things: K.pageOf(id), else null.
  K.loader = null;
  K.told = { paths: new Map(), worlds: new Map() }; // by JSON.stringify([a, b]) and [x, y]: what the server told; a path that it did not tell is null
  K.pathTold = (a, b) => K.told.paths.get(JSON.stringify([a, b]));
  K.worldTold = () => (K.state.world ? K.told.worlds.get(JSON.stringify([K.state.world.x, K.state.world.y])) : undefined);
  K.pageOf = () => null;

  const claimAt = new Map();
  const edgeAt = new Map();
  const lineAt = new Map();

  // What an edge is to the legend: an attribution, an affiliation, or what its sign says.
  K.category = (edge) => {
    if (edge.kind === "attribution" || edge.kind === "affiliation") return edge.kind;
    return edge.sign > 0 ? "cooperation" : edge.sign < 0 ? "conflict" : "neutral";
  };

  function addActor(id, actor) {
    const known = K.actors.get(id);
    if (known) return Object.assign(known, actor, { aliases: actor.aliases || known.aliases, measures: Object.assign({}, known.measures, actor.measures) });
    K.actors.set(id, Object.assign({}, actor, { id, name: actor.name || id, lines: [], made: [], about: [], aliases: actor.aliases || [] }));
    return undefined;
  }

  function addClaim(raw) {
    if (claimAt.has(raw.id)) return claimAt.get(raw.id);
    const claim = Object.assign({ sources: [], participants: [] }, raw, { index: K.claims.length, edges: [], relations: new Set() });
    const known = (id) => K.actors.has(id);
    claim.actors = new Set(claim.participants.map((p) => p.id).filter(known));
    claim.makers = new Set(claim.sources.map((s) => s.id).filter(known));
    for (const p of claim.participants) if (p.role === "speaker" && known(p.id)) claim.makers.add(p.id);
    const article = K.articles.get(claim.article);
    claim.published = (article && article.published) || "";
    claim.publisher = (article && article.publisher) || "";
    const time = claim.time || {};
    claim.from = time.start || time.end || "";
    claim.to = time.end || time.start || "";
    K.claims.push(claim);
    claimAt.set(claim.id, claim.index);
    for (const id of claim.makers) K.actors.get(id).made.push(claim.index);
    for (const id of claim.actors) if (!claim.makers.has(id)) K.actors.get(id).about.push(claim.index);
    return claim.index;
  }

  function lineOf(one, other) {
    const [a, b] = one < other ? [one, other] : [other, one];
    const key = JSON.stringify([a, b]);
    if (!lineAt.has(key)) {
      const line = { index: K.lines.length, a, b, edges: [], categories: new Set() };
      K.lines.push(line);
      lineAt.set(key, line);
      K.actors.get(a).lines.push(line.index);
      K.actors.get(b).lines.push(line.index);
    }
    return lineAt.get(key);
  }

  function addEdge(raw, numbers) {
    if (raw.source === raw.target || !K.actors.has(raw.source) || !K.actors.has(raw.target)) return;
    const key = raw.id || JSON.stringify([raw.source, raw.target, raw.relation, raw.kind, raw.sign || 0, raw.polarity, Boolean(raw.directed)]);
    let edge = edgeAt.get(key);
    if (!edge) {
      edge = Object.assign({ sign: 0 }, raw, { index: K.edges.length, claims: [] });
      edge.category = K.category(edge);
      edgeAt.set(key, edge);
      K.edges.push(edge);
      const line = lineOf(edge.source, edge.target);
      line.edges.push(edge.index);
      line.categories.add(edge.category);
    }
    for (const position of raw.claims || []) {
      const claim = K.claims[numbers[position]];
      if (!claim || claim.edges.includes(edge.index)) continue;
      edge.claims.push(claim.index);
      claim.edges.push(edge.index);
      claim.relations.add(edge.category);
    }
  }

  // Add a part (the JSON that kgraph.view.data makes): what is known already is joined, never doubled.
  K.merge = function (part) {
    if (part.store && !part.whole) K.store = part.store;
    for (const name of ["looks", "communities", "events"]) Object.assign(K[name], part[name]);
    for (const [id, article] of Object.entries(part.articles || {})) K.articles.set(id, article);
    for (const [id, actor] of Object.entries(part.actors || {})) addActor(id, actor);
    const numbers = (part.claims || []).map(addClaim);
    for (const edge of part.edges || []) addEdge(edge, numbers);
    for (const [a, b, total] of part.pairs || []) {
      const line = K.lineBetween(a, b);
      if (line) line.total = total;
    }
    const network = part.network || {};
    if (network.options) K.options = network.options;
    for (const { id, x, y } of network.nodes || []) if (K.actors.has(id)) K.places.set(id, { x, y });
    K.version += 1;
  };

  // How many claims of an edge are not loaded.
  K.rest = (edge) => Math.max(0, (edge.total || 0) - edge.claims.length);
  K.partial = () => K.store !== null;
  // Whether the page knows only a part and the reader's filters, which the server does not know, hold for that part.
  K.filtersPart = () => K.partial() && K.activeFilters() > (K.state.world ? 1 : 0);

  K.claimOf = (id) => K.claims[claimAt.get(id)];
  K.lineBetween = (one, other) => lineAt.get(JSON.stringify(one < other ? [one, other] : [other, one]));
  K.otherEnd = (line, id) => (line.a === id ? line.b : line.a);

  const embedded = document.getElementById("data");
  if (embedded) K.merge(JSON.parse(embedded.textContent));
})(window.kgraph);
