// Where actors stand: as the layout says, as the reader put them, or beside their neighbours when drawn on demand.
(function (K) {
  "use strict";

  K.spots = new Map(); // id -> {x, y} of everybody who is drawn
  const home = new Map();
  const ROOM = 46;
  const beside = new Map(); // whom an actor was drawn with, near whom it then stands

  // The nearest free spot around the middle of the neighbours that are drawn.
  function freeSpot(actor) {
    const near = actor.lines.map((index) => K.spots.get(K.otherEnd(K.lines[index], actor.id))).filter(Boolean);
    const middle = (axis) => near.reduce((sum, at) => sum + at[axis], 0) / (near.length || 1);
    const parent = K.spots.get(beside.get(actor.id));
    const [cx, cy] = parent ? [parent.x, parent.y] : [middle("x"), middle("y")];
    const taken = [...K.spots.values()].filter((at) => Math.hypot(at.x - cx, at.y - cy) < 1200);
    for (let step = 0; step < 4000; step++) {
      const reach = 70 + 12 * Math.sqrt(step);
      const at = { x: cx + reach * Math.cos(step * 2.4), y: cy + reach * Math.sin(step * 2.4) };
      if (taken.every((other) => Math.abs(other.x - at.x) > ROOM || Math.abs(other.y - at.y) > ROOM)) return at;
    }
    return { x: cx, y: cy };
  }

  // Bring what is drawn in step with the state: the layout's actors, those drawn on demand, and where they were put.
  K.settle = function () {
    const wanted = new Set([...K.places.keys(), ...K.state.extra, ...K.state.pinned.keys()]);
    for (const id of [...K.spots.keys()]) if (!wanted.has(id)) K.spots.delete(id);
    for (const id of wanted) {
      if (!home.has(id)) home.set(id, K.places.get(id) || freeSpot(K.actors.get(id)));
      const at = K.state.pinned.get(id) || home.get(id);
      K.spots.set(id, { x: at.x, y: at.y });
    }
  };
  K.isDrawn = (id) => K.spots.has(id);

  const draw = (ids, parent) => {
    for (const id of ids) {
      if (K.isDrawn(id)) continue;
      K.state.extra.add(id);
      if (parent && id !== parent) beside.set(id, parent);
    }
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
    draw([id]);
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
