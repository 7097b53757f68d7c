// Where actors stand: as the layout says, as the reader put them, or beside their neighbours when drawn on demand.
(function (K) {
  "use strict";

  K.spots = new Map(); // id -> {x, y} of everybody who is drawn
  const home = new Map();
  const ROOM = 46;

  // Who stands where, by the cells of a coarse grid: in a crowd only those close by are asked.
  const cell = (at) => [Math.floor(at.x / ROOM), Math.floor(at.y / ROOM)];
  const crowd = new Map();
  function occupy(at) {
    const key = cell(at).join();
    crowd.has(key) ? crowd.get(key).push(at) : crowd.set(key, [at]);
  }
  function free(at) {
    const [x, y] = cell(at);
    for (let i = x - 1; i <= x + 1; i++) for (let j = y - 1; j <= y + 1; j++) {
      for (const other of crowd.get(i + "," + j) || []) if (Math.abs(other.x - at.x) <= ROOM && Math.abs(other.y - at.y) <= ROOM) return false;
    }
    return true;
  }
  // The nearest free spot around whom an actor was drawn with, else around the middle of the neighbours that are drawn.
  function freeSpot(actor, tried) {
    const near = actor.lines.map((index) => K.spots.get(K.otherEnd(K.lines[index], actor.id))).filter(Boolean);
    const middle = (axis) => near.reduce((sum, at) => sum + at[axis], 0) / (near.length || 1);
    const { x, y } = K.spots.get(K.state.extra.get(actor.id)) || { x: middle("x"), y: middle("y") };
    const round = x + "," + y; // what was tried around a spot before is not free now
    for (let step = tried.get(round) || 0; ; step++) {
      const reach = 70 + 12 * Math.sqrt(step);
      const at = { x: x + reach * Math.cos(step * 2.4), y: y + reach * Math.sin(step * 2.4) };
      if (!free(at)) continue;
      tried.set(round, step + 1);
      return at;
    }
  }

  // Who is in the world that is shown, of which the server told.
  const worldly = () => (K.worldTold() || { drawn: [] }).drawn.flat().filter((id) => K.actors.has(id));
  // Bring what is drawn in step with the state: the layout's actors, those drawn on demand, and where they were put.
  K.settle = function () {
    const wanted = new Set([...K.places.keys(), ...K.state.extra.keys(), ...worldly(), ...K.state.pinned.keys()]);
    for (const id of [...K.spots.keys()]) if (!wanted.has(id)) K.spots.delete(id);
    const tried = new Map();
    crowd.clear();
    const put = (id, at) => {
      K.spots.set(id, { x: at.x, y: at.y });
      occupy(at);
    };
    const strangers = [];
    for (const id of wanted) {
      if (!home.has(id) && K.places.has(id)) home.set(id, K.places.get(id));
      const pinned = K.state.pinned.get(id);
      // Where somebody stood before stays theirs, so that the others stand in the same places whenever that was.
      if (pinned && home.has(id)) occupy(home.get(id));
      const at = pinned || home.get(id);
      at ? put(id, at) : strangers.push(id);
    }
    for (const id of strangers) {
      home.set(id, freeSpot(K.actors.get(id), tried));
      put(id, home.get(id));
    }
  };
  K.isDrawn = (id) => K.spots.has(id);

  const draw = (ids, parent) => {
    for (const id of ids) if (!K.isDrawn(id)) K.state.extra.set(id, id === parent ? "" : parent);
  };
  K.neighbours = (id) => K.actors.get(id).lines.map((index) => K.otherEnd(K.lines[index], id));

  // Draw everybody around an actor, as many as that are; where a server loads them, those with most claims.
  K.expand = async function (id) {
    if (K.loader && !K.actors.get(id).told) await K.loader.actor(id);
    K.state.folded.delete(id);
    const all = [id, ...K.neighbours(id)];
    draw(all, id);
    for (const one of all) K.state.hidden.delete(one);
    K.change();
    K.say("Drawn with " + K.plural(K.shownLines(K.actors.get(id)).length, "neighbour"));
  };
  K.collapse = function (id) {
    K.state.folded.add(id);
    K.change();
    const away = K.visible.folded.get(id) || 0;
    K.say(away ? K.plural(away, "neighbour") + " put away" : "No neighbour has this tie alone");
  };
  K.pin = function (id, at) {
    draw([id], "");
    if (!K.isDrawn(id)) K.settle();
    K.state.pinned.set(id, at || K.spots.get(id));
    K.change();
    K.say("Pinned " + K.clip(K.name(id), 60));
  };
  K.unpin = function (id) {
    K.state.pinned.delete(id);
    K.change();
    K.say("No longer pinned: " + K.clip(K.name(id), 60));
  };
  K.hide = function (id) {
    K.state.hidden.add(id);
    K.state.pinned.delete(id);
    if (K.state.selection && K.state.selection.id === id) K.state.selection = null;
    K.change();
    K.say("Hidden: " + K.clip(K.name(id), 60) + ". Control and Z bring it back.");
  };
  K.show = function (id) {
    K.state.hidden.delete(id);
    K.change();
  };
})(window.kgraph);
