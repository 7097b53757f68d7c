// What the reader has asked for, written to and read from the address after "#", with undo.
(function (K) {
  "use strict";

  const TABS = ["graph", "actors", "claims", "timeline"];
  const SIZES = ["pagerank", "degree", "betweenness", "claims", "mentions", "equal"];
  const COLOURS = ["type", "community", "balance"];
  const SORTING = { actors: { column: "rank", down: true }, claims: { column: "date", down: true } };
  const fresh = () => ({
    filters: Object.fromEntries(K.facets.map((facet) => [facet.name, new Set()])), // the values asked for; none asks for all
    dates: { event: null, published: null }, // {from, to}: ISO days, either may be ""
    world: null, // {x, y}: whose claims alone; y, to compare with, may be null
    selection: null, // {kind: "actor", id} | {kind: "line", index} | {kind: "claim", index} | {kind: "path", a, b} | {kind: "world"}
    tab: "graph", colour: "type", size: "pagerank", axis: "published", cell: null,
    extra: new Map(), // actors drawn on demand -> whom they were drawn with, or ""
    hidden: new Set(), folded: new Set(), // folded: their neighbours of no other tie are put away
    pinned: new Map(), // id -> where it was put; stays whatever the filters say
    camera: null, // {x, y, scale}: where the reader has moved to; null shows all
    sorting: { actors: Object.assign({}, SORTING.actors), claims: Object.assign({}, SORTING.claims) },
  });

  function arrangement(state, out) {
    for (const facet of K.facets) for (const value of [...state.filters[facet.name]].sort()) out.append("f." + facet.name, value);
    for (const [name, range] of Object.entries(state.dates)) if (range) out.append("d." + name, range.from + ".." + range.to);
    if (state.world) for (const id of [state.world.x, state.world.y]) if (id) out.append("world", id);
    if (state.colour !== "type") out.append("colour", state.colour);
    if (state.size !== "pagerank") out.append("size", state.size);
    let beside = "";
    for (const [id, other] of state.extra) {
      if (other !== beside) out.append("by", other); // for all that follow
      beside = other;
      out.append("extra", id);
    }
    for (const name of ["hidden", "folded"]) for (const id of state[name]) out.append(name, id);
    for (const [id, at] of state.pinned) out.append("pin", id + "@" + Math.round(at.x) + "," + Math.round(at.y));
  }
  function navigation(state, out) {
    if (state.tab !== "graph") out.append("tab", state.tab);
    const chosen = state.selection;
    if (chosen && chosen.kind === "actor") out.append("actor", chosen.id);
    if (chosen && chosen.kind === "line") [K.lines[chosen.index].a, K.lines[chosen.index].b].forEach((id) => out.append("tie", id));
    if (chosen && chosen.kind === "claim") out.append("claim", K.claims[chosen.index].id);
    if (chosen && chosen.kind === "path") [chosen.a, chosen.b].forEach((id) => out.append("path", id || ""));
    if (chosen && chosen.kind === "world") out.append("compare", "1");
    for (const [name, { column, down }] of Object.entries(state.sorting)) {
      if (column !== SORTING[name].column || down !== SORTING[name].down) out.append("sort." + name, column + (down ? ".down" : ".up"));
    }
    if (state.camera) out.append("at", [Math.round(state.camera.x), Math.round(state.camera.y), Number(state.camera.scale.toPrecision(4))].join(","));
    if (state.axis !== "published") out.append("axis", state.axis);
    if (state.cell) out.append("cell", state.cell.lane + "@" + state.cell.bin);
  }
  const text = (...parts) => {
    const out = new URLSearchParams();
    for (const part of parts) part(K.state, out);
    return out.toString();
  };
  K.writeState = () => text(arrangement, navigation);

  const oneOf = (value, known, otherwise) => (known.includes(value) ? value : otherwise);
  const isDay = (day) => day === "" || K.isDay(day);
  const FAR = 1e6; // nothing is put farther out than that, in pixels of the drawing
  const isPlace = (...at) => at.every((one) => Math.abs(one) <= FAR);
  function readSelection(from) {
    // A link to a claim names an actor too, for where the claim is not loaded.
    const claim = from.has("claim") && K.claimOf(from.get("claim"));
    if (claim) return { kind: "claim", index: claim.index };
    const id = from.get("actor") || from.get("entity");
    if (K.actors.has(id)) return { kind: "actor", id };
    const [a, b] = from.getAll("tie");
    const line = a && b && K.lineBetween(a, b);
    if (line) return { kind: "line", index: line.index };
    if (from.has("path")) {
      const [one, other] = from.getAll("path").map((id) => (K.actors.has(id) ? id : null));
      return { kind: "path", a: one || null, b: other || null };
    }
    return from.has("compare") ? { kind: "world" } : null;
  }
  // What the address says, as far as the data know of it: anything else in it is passed over.
  K.readState = function (hash) {
    const from = new URLSearchParams(hash);
    const state = fresh();
    for (const facet of K.facets) {
      const known = K.facetValues(facet);
      for (const value of from.getAll("f." + facet.name)) if (known.has(value)) state.filters[facet.name].add(value);
    }
    for (const name of ["event", "published"]) {
      const [first, last] = (from.get("d." + name) || "").split("..");
      if (last !== undefined && isDay(first) && isDay(last) && (first || last)) state.dates[name] = { from: first, to: last };
    }
    const [x, y] = from.getAll("world").filter((id) => K.actors.has(id));
    if (x) state.world = { x, y: y && y !== x ? y : null };
    state.tab = oneOf(from.get("tab"), TABS, "graph");
    state.colour = oneOf(from.get("colour"), COLOURS, "type");
    state.size = oneOf(from.get("size"), SIZES, "pagerank");
    state.axis = oneOf(from.get("axis"), ["event", "published"], "published");
    let beside = "";
    for (const [name, id] of from) {
      if (name === "by") beside = K.actors.has(id) ? id : "";
      if (name === "extra" && K.actors.has(id)) state.extra.set(id, beside);
    }
    for (const name of ["hidden", "folded"]) for (const id of from.getAll(name)) if (K.actors.has(id)) state[name].add(id);
    for (const pin of from.getAll("pin")) {
      const at = pin.lastIndexOf("@");
      const [px, py] = pin.slice(at + 1).split(",").map(Number);
      if (K.actors.has(pin.slice(0, at)) && isPlace(px, py)) state.pinned.set(pin.slice(0, at), { x: px, y: py });
    }
    for (const name of ["actors", "claims"]) {
      const [, column, way] = /^([a-z]+)\.(down|up)$/.exec(from.get("sort." + name) || "") || [];
      if (column && K.columns[name].includes(column)) state.sorting[name] = { column, down: way === "down" };
    }
    const [cx, cy, scale] = (from.get("at") || "").split(",").map(Number);
    if (isPlace(cx, cy) && scale >= 1e-5 && scale <= 10) state.camera = { x: cx, y: cy, scale };
    const cell = /^(\w+)@(\d+)$/.exec(from.get("cell") || "");
    if (cell) state.cell = { lane: cell[1], bin: Number(cell[2]) };
    state.selection = readSelection(from);
    K.state = state;
  };

  // Every change of what is drawn can be undone; moving about is what the browser's back and forward are for.
  const past = [];
  const future = [];
  let current = "";
  let arranged = "";
  let busy = false;
  function address(hash, replace) {
    try {
      history[replace ? "replaceState" : "pushState"](null, "", "#" + hash);
    } catch {
      location.hash = hash; // a browser that allows a file no history of its own
    }
  }
  // The state has become another: what is drawn before and after is a step that can be undone.
  function record() {
    const now = text(arrangement);
    if (now !== arranged) {
      past.push(current);
      future.length = 0;
    }
    arranged = now;
    current = K.writeState();
    showSteps();
  }
  K.commit = function ({ quiet } = {}) {
    if (busy || K.writeState() === current) return;
    record();
    address(current, quiet);
  };
  function showSteps() {
    document.getElementById("undo").disabled = !past.length;
    document.getElementById("redo").disabled = !future.length;
  }
  function restore(hash, camera) {
    busy = true;
    K.readState(hash);
    if (camera !== undefined) K.state.camera = camera;
    K.refresh();
    if (camera === undefined) K.look();
    busy = false;
  }
  function step(from, to, word) {
    if (!from.length) return K.say("Nothing to " + word);
    to.push(current);
    // What is undone is what is drawn, not where one looks.
    restore(from.pop(), K.state.camera);
    current = K.writeState();
    arranged = text(arrangement);
    address(current);
    showSteps();
    return K.say(word === "undo" ? "Undone" : "Done again");
  }
  K.undo = () => step(past, future, "undo");
  K.redo = () => step(future, past, "redo");

  K.startState = function () {
    restore(location.hash.slice(1));
    current = K.writeState();
    arranged = text(arrangement);
    const moved = () => {
      const hash = location.hash.slice(1);
      if (hash === current) return;
      const go = () => {
        restore(hash);
        record();
      };
      if (K.loader) K.loader.know(hash).then(go);
      else go();
    };
    window.addEventListener("popstate", moved);
    window.addEventListener("hashchange", moved);
  };
})(window.kgraph);
