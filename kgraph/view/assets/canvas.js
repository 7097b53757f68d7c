// The drawing as a thing to touch: vis-network pans, zooms and drags; what it shows is painted by draw.js.
(function (K) {
  "use strict";

  const holder = document.getElementById("canvas");
  const tip = document.getElementById("tip");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const NEAR = 6; // how close, in pixels of the screen, a line can be chosen
  let nodes, network;
  let hovered = null;

  // For vis-network an actor is a box to take hold of; it paints nothing.
  const body = ({ id }) => {
    const shown = K.visible.actors.has(id);
    const side = shown ? 2 * Math.max(K.extent(id), 5 / network.getScale()) : 0;
    return { drawNode() {}, nodeDimensions: { width: side, height: side } };
  };
  const node = (id) => Object.assign({ id, shape: "custom", ctxRenderer: body, physics: false }, K.spots.get(id));

  function syncNodes() {
    const known = new Set(nodes.getIds());
    const gone = [...known].filter((id) => !K.spots.has(id));
    if (gone.length) nodes.remove(gone);
    const fresh = [...K.spots.keys()].filter((id) => !known.has(id));
    if (fresh.length) nodes.add(fresh.map(node));
    for (const [id, at] of K.spots) {
      // Not moveNode, which draws everything again for each.
      if (network.body.nodes[id]) Object.assign(network.body.nodes[id], at);
    }
  }
  // With the next frame, however often it is asked for.
  const repaint = () => network.body.emitter.emit("_requestRedraw");
  K.redraw = function () {
    if (!network) return;
    K.build();
    repaint();
  };
  // After what is drawn or where has changed.
  K.showDrawing = function () {
    K.settle();
    if (!network && K.spots.size) start();
    if (!network) return;
    K.build(); // before vis-network is told, which paints at once
    syncNodes();
    repaint();
  };

  const actorAt = (at) => {
    const id = network.getNodeAt(at);
    return id !== undefined && K.visible.actors.has(id) ? id : null;
  };
  function lineAt(at) {
    const { x, y } = network.DOMtoCanvas(at);
    let best = null;
    let least = NEAR / network.getScale();
    for (const line of K.lines) {
      if (!K.visible.lines[line.index]) continue;
      const [a, b] = [K.spots.get(line.a), K.spots.get(line.b)];
      if (!a || !b) continue;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      const gap = Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
      if (gap < least) [best, least] = [line, gap];
    }
    return best;
  }

  K.focus = function (ids) {
    if (!network || K.state.tab !== "graph") return;
    const places = ids.map((id) => K.spots.get(id)).filter(Boolean);
    if (!places.length) return;
    const middle = (axis) => places.reduce((sum, p) => sum + p[axis], 0) / places.length;
    network.moveTo({
      position: { x: middle("x"), y: middle("y") }, scale: Math.max(network.getScale(), 0.7),
      animation: still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" },
    });
    moved();
  };
  // Bring actors into sight if one of them is not.
  K.reveal = function (ids) {
    if (!network || K.state.tab !== "graph") return;
    const seen = (at) => at && at.x > 20 && at.y > 20 && at.x < holder.clientWidth - 20 && at.y < holder.clientHeight - 60;
    if (!ids.every((id) => K.spots.has(id) && seen(network.canvasToDOM(K.spots.get(id))))) K.fit(ids);
  };
  // Where the reader looks is part of the address, without a step of its own in the browser's history.
  let later = 0;
  function moved() {
    clearTimeout(later);
    later = setTimeout(() => {
      later = 0;
      const at = network.getViewPosition();
      K.state.camera = { x: at.x, y: at.y, scale: network.getScale() };
      K.commit({ quiet: true });
    }, 400);
  }
  K.look = function () {
    if (!network) return;
    clearTimeout(later);
    later = 0;
    const at = K.state.camera;
    if (at) network.moveTo({ position: { x: at.x, y: at.y }, scale: at.scale, animation: false });
    else K.fit();
  };
  // Room for labels at the sides and for the controls at the bottom, in screen pixels.
  const MARGIN = { left: 64, right: 64, top: 36, bottom: 44 };
  const tools = document.querySelector(".tools");
  const notes = document.querySelector(".notes");
  // Where to look, and from how near, to see all of these in a window of this size; null where there is nobody.
  function fitting(ids, { width, height, above, below }) {
    const places = [...ids].filter((id) => K.spots.has(id)).map((id) => Object.assign({ radius: K.radius(id) }, K.spots.get(id)));
    if (!places.length) return null;
    const ends = (axis) => [places.map((p) => p[axis] - p.radius).reduce((a, b) => Math.min(a, b)), places.map((p) => p[axis] + p.radius).reduce((a, b) => Math.max(a, b))];
    const [left, right] = ends("x");
    const [top, bottom] = ends("y");
    const wide = Math.max(80, width - MARGIN.left - MARGIN.right);
    const high = Math.max(80, height - above - below);
    const scale = Math.min(1.25, wide / Math.max(1, right - left), high / Math.max(1, bottom - top));
    return { x: (left + right) / 2 + (MARGIN.right - MARGIN.left) / 2 / scale, y: (top + bottom) / 2 + (below - above) / 2 / scale, scale };
  }
  K.fit = function (ids) {
    if (!network || !holder.clientWidth) return;
    const room = { width: holder.clientWidth, height: holder.clientHeight, above: MARGIN.top + notes.offsetHeight, below: MARGIN.bottom + tools.offsetHeight };
    const at = fitting(Array.isArray(ids) ? ids : K.visible.actors, room);
    if (!at) return;
    network.moveTo({ position: { x: at.x, y: at.y }, scale: at.scale, animation: false });
    clearTimeout(later);
    later = 0;
    if (ids !== undefined && Array.isArray(ids)) return moved();
    K.state.camera = null;
    return K.commit({ quiet: true });
  };
  const zoom = (factor) => {
    if (!network) return;
    network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)) });
    moved();
  };
  const pan = (x, y) => {
    const at = network.getViewPosition();
    network.moveTo({ position: { x: at.x + x / network.getScale(), y: at.y + y / network.getScale() } });
    moved();
  };

  function showTip(content, at) {
    tip.replaceChildren(...content);
    tip.hidden = false;
    const x = Math.min(at.x + 14, holder.clientWidth - tip.offsetWidth - 8);
    const y = Math.min(at.y + 14, holder.clientHeight - tip.offsetHeight - 8);
    tip.style.transform = "translate(" + Math.max(4, x) + "px," + Math.max(4, y) + "px)";
  }
  function actorTip(actor) {
    return [K.h("strong", {}, K.bdi(K.clip(actor.name, 120))), K.h("span", {}, K.kind(actor.type) + " · " + K.plural(K.shownLines(actor).length, "tie"))];
  }
  function lineTip(line) {
    const shown = K.visible.lines[line.index];
    const words = K.wordsOf(shown).slice(0, 3).join(", ");
    return [K.h("strong", {}, K.bdi(K.clip(K.name(line.a), 60)), " – ", K.bdi(K.clip(K.name(line.b), 60))),
      K.h("span", {}, shown.weight ? K.plural(shown.weight, "claim") + ": " + words : words)];
  }
  function leave() {
    tip.hidden = true;
    holder.style.cursor = "";
    if (hovered === null) return;
    hovered = null;
    repaint();
  }
  function hover(event) {
    const box = holder.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const id = event.buttons ? null : actorAt(at);
    const line = id === null && !event.buttons ? lineAt(at) : null;
    if (id === null && !line) return leave();
    holder.style.cursor = "pointer";
    if (hovered !== id) {
      hovered = id;
      repaint();
    }
    return showTip(id === null ? lineTip(line) : actorTip(K.actors.get(id)), at);
  }

  function listen() {
    network.on("beforeDrawing", (context) => K.paint(context, network.getScale()));
    network.on("afterDrawing", (context) => K.paintNames(context, network.getScale(), { width: holder.clientWidth, height: holder.clientHeight }, hovered));
    network.on("click", ({ pointer }) => {
      const id = actorAt(pointer.DOM);
      const line = id === null && lineAt(pointer.DOM);
      K.select(id !== null ? { kind: "actor", id } : line ? { kind: "line", index: line.index } : null);
    });
    network.on("doubleClick", ({ pointer }) => {
      const id = actorAt(pointer.DOM);
      if (id !== null) K.state.folded.has(id) ? K.expand(id) : K.collapse(id);
    });
    network.on("dragStart", leave);
    // Who has not moved about sees all of it, in a window of any size and on paper.
    network.on("resize", () => requestAnimationFrame(() => {
      if (!K.state.camera && !later) K.fit();
    }));
    network.on("zoom", () => {
      leave();
      moved();
    });
    const drag = (event) => {
      const moved = event.nodes.filter((id) => K.spots.has(id));
      for (const id of moved) Object.assign(K.spots.get(id), { x: network.body.nodes[id].x, y: network.body.nodes[id].y });
      return moved;
    };
    network.on("dragging", (event) => {
      if (drag(event).length) K.build();
    });
    network.on("dragEnd", (event) => {
      const [id] = event.nodes.length ? drag(event) : [];
      if (id !== undefined) K.pin(id, K.spots.get(id));
      else moved();
    });
    holder.addEventListener("mousemove", hover);
    holder.addEventListener("mouseleave", leave);
  }
  holder.addEventListener("keydown", (event) => {
    if (!network || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    if (moves[event.key]) pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") K.fit();
    else return;
    event.preventDefault();
  });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("zoom-fit").addEventListener("click", K.fit);

  function start() {
    nodes = new vis.DataSet([]);
    network = new vis.Network(holder, { nodes, edges: new vis.DataSet([]) }, K.options);
    // The library's own frame would be a stop of the Tab key without a name.
    for (const frame of holder.querySelectorAll("[tabindex]")) frame.removeAttribute("tabindex");
    K.settle();
    nodes.add([...K.spots.keys()].map(node));
    listen();
    K.build();
    K.look();
  }
  K.resized = () => network && network.redraw();
  // The drawing as a picture: as it stands on the screen, or on a sheet of its own while another view is open.
  const SHEET = { width: 1200, height: 800, above: MARGIN.top, below: MARGIN.bottom };
  K.picture = function () {
    if (holder.clientWidth) return holder.querySelector("canvas");
    const at = K.state.camera || fitting(K.visible.actors, SHEET);
    if (!at) return null;
    const sheet = document.createElement("canvas");
    const ratio = window.devicePixelRatio || 1;
    Object.assign(sheet, { width: SHEET.width * ratio, height: SHEET.height * ratio });
    const context = sheet.getContext("2d");
    const zoom = ratio * at.scale;
    context.setTransform(zoom, 0, 0, zoom, (ratio * SHEET.width) / 2 - zoom * at.x, (ratio * SHEET.height) / 2 - zoom * at.y);
    K.paint(context, at.scale);
    K.paintNames(context, at.scale, SHEET, null);
    return sheet;
  };
  // For tests: where an actor stands in the window, in CSS pixels.
  K.place = (id) => {
    const at = network.canvasToDOM(K.spots.get(id));
    const box = holder.getBoundingClientRect();
    return { x: at.x + box.left, y: at.y + box.top };
  };
})(window.kgraph);
