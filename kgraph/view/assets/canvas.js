// The drawing: vis-network with precomputed places; what is visible, selected and how it is coloured.
(function (K) {
  "use strict";

  const holder = document.getElementById("canvas");
  const tip = document.getElementById("tip");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const CYCLE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#B7A411"];
  const DASHES = { attribution: [5, 5], affiliation: [1, 4] };
  let nodes, edges, network, colors;
  let hovered = null;
  let order = [];

  function readColors() {
    const style = getComputedStyle(document.documentElement);
    const get = (name) => style.getPropertyValue(name).trim();
    colors = { ink: get("--ink"), halo: get("--canvas"), border: get("--canvas"), muted: get("--edge") };
    for (const name of ["cooperation", "conflict", "neutral", "attribution", "affiliation"]) colors[name] = get("--" + name);
  }

  function mix(hex, other, part) {
    const channel = (text, i) => parseInt(text.slice(1 + 2 * i, 3 + 2 * i), 16);
    return "rgb(" + [0, 1, 2].map((i) => Math.round(channel(hex, i) * (1 - part) + channel(other, i) * part)).join(",") + ")";
  }
  K.shade = (hex) => (dark.matches ? mix(hex, "#ffffff", 0.22) : hex);

  function balanceColor(actor) {
    let plus = 0;
    let minus = 0;
    for (const index of actor.lines) {
      for (const number of K.lines[index].edges) {
        const edge = K.edges[number];
        const count = K.visible.edgeClaims[number] || 0;
        if (edge.sign > 0) plus += count;
        if (edge.sign < 0) minus += count;
      }
    }
    if (plus + minus === 0) return "#9a9a9a";
    const share = (plus - minus) / (plus + minus);
    return Math.abs(share) < 0.2 ? "#B7A411" : share > 0 ? "#009E73" : "#D55E00";
  }
  function nodeColor(actor) {
    if (K.state.colour === "balance") return K.shade(balanceColor(actor));
    if (K.state.colour === "community") {
      const number = actor.measures && actor.measures.community;
      return number && K.own(K.communities, number) ? K.shade(CYCLE[(number - 1) % CYCLE.length]) : K.shade("#9a9a9a");
    }
    return K.shade(K.looks[actor.type].color);
  }

  // The ends and the actors around what is selected; null when nothing is.
  function spotlight() {
    const chosen = K.state.selection;
    if (!chosen) return null;
    if (chosen.kind === "line") return new Set([K.lines[chosen.index].a, K.lines[chosen.index].b]);
    if (chosen.kind === "claim") {
      const claim = K.claims[chosen.index];
      return new Set([...claim.actors, ...claim.makers]);
    }
    const near = new Set([chosen.id]);
    for (const index of K.actors.get(chosen.id).lines) {
      if (K.visible.lines[index]) near.add(K.lines[index].a).add(K.lines[index].b);
    }
    return near;
  }
  function lit(line, near) {
    const chosen = K.state.selection;
    if (!near) return true;
    if (chosen.kind === "line") return chosen.index === line.index;
    if (chosen.kind === "actor") return line.a === chosen.id || line.b === chosen.id;
    return line.edges.some((number) => K.edges[number].claims.includes(chosen.index));
  }

  function nodeLook(actor, near) {
    const chosen = K.state.selection;
    const main = chosen && chosen.kind === "actor" && chosen.id === actor.id;
    const color = nodeColor(actor);
    return {
      id: actor.id,
      hidden: !K.visible.actors.has(actor.id),
      opacity: near && !near.has(actor.id) ? 0.14 : 1,
      borderWidth: main ? 4 : K.network.nodes.length > 300 ? 0 : 1.5,
      color: { background: color, border: main ? colors.ink : colors.border },
    };
  }

  // Where lines are many, each of them steps back.
  function calm(look) {
    const many = K.network.edges.length;
    return (many > 1500 ? 0.28 : many > 300 ? 0.5 : 0.9) * (look === "affiliation" ? 0.8 : 1);
  }
  function lineLook(line, near) {
    const shown = K.visible.lines[line.index];
    if (!shown) return { id: line.index, hidden: true };
    const arrows = [shown.to && "to", shown.from && "from"].filter(Boolean).join(",");
    return {
      id: line.index,
      hidden: false,
      width: 0.9 + 1.0 * Math.log2(1 + shown.claims.size),
      dashes: DASHES[shown.look] || false,
      arrows,
      color: { color: colors[shown.look], opacity: lit(line, near) ? (near ? 0.95 : calm(shown.look)) : 0.06 },
    };
  }

  // Only what changed is handed on: vis-network pays for every update.
  const last = { nodes: new Map(), edges: new Map() };
  function changed(cache, looks) {
    return looks.filter((look) => {
      const text = JSON.stringify(look);
      if (cache.get(look.id) === text) return false;
      cache.set(look.id, text);
      return true;
    });
  }

  K.redraw = function () {
    if (!network) return;
    const near = spotlight();
    const drawnActors = nodes.getIds().map((id) => K.actors.get(id));
    nodes.update(changed(last.nodes, drawnActors.map((actor) => nodeLook(actor, near))));
    edges.update(changed(last.edges, edges.getIds().map((index) => lineLook(K.lines[index], near))));
    network.redraw();
  };

  K.isDrawn = (id) => Boolean(nodes && nodes.get(id));

  // Draw an actor that the cap, or having no part in a claim, left out: beside the neighbours that are drawn.
  K.draw = function (id) {
    if (!network || K.isDrawn(id)) return;
    const actor = K.actors.get(id);
    const around = actor.lines.map((i) => (K.lines[i].a === id ? K.lines[i].b : K.lines[i].a)).filter(K.isDrawn);
    const places = Object.values(network.getPositions(around));
    const mean = (axis) => places.reduce((sum, p) => sum + p[axis], 0) / (places.length || 1);
    const turn = K.state.extra.size * 2.4;
    const reach = 90 + 8 * K.state.extra.size;
    K.state.extra.add(id);
    nodes.add({
      id, shape: K.looks[actor.type].shape, size: actor.size, physics: false,
      x: mean("x") + reach * Math.cos(turn), y: mean("y") + reach * Math.sin(turn),
    });
    for (const index of actor.lines) {
      const line = K.lines[index];
      if (K.isDrawn(line.a) && K.isDrawn(line.b)) edges.update({ id: index, from: line.a, to: line.b });
    }
  };

  K.focus = function (ids) {
    if (!network || K.state.tab !== "graph") return;
    const places = Object.values(network.getPositions(ids.filter(K.isDrawn)));
    if (!places.length) return;
    const middle = (axis) => places.reduce((sum, p) => sum + p[axis], 0) / places.length;
    network.moveTo({
      position: { x: middle("x"), y: middle("y") },
      scale: Math.max(network.getScale(), 0.7),
      animation: still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" },
    });
  };
  // Room for labels at the sides and for the controls at the bottom, in screen pixels.
  const MARGIN = { left: 70, right: 70, top: 46, bottom: 84 };
  K.fit = function () {
    if (!network) return;
    const places = Object.values(network.getPositions([...K.visible.actors].filter(K.isDrawn)));
    if (!places.length || !holder.clientWidth) return;
    const [left, right] = [Math.min, Math.max].map((pick) => places.map((p) => p.x).reduce((a, b) => pick(a, b)));
    const [top, bottom] = [Math.min, Math.max].map((pick) => places.map((p) => p.y).reduce((a, b) => pick(a, b)));
    const wide = Math.max(80, holder.clientWidth - MARGIN.left - MARGIN.right);
    const high = Math.max(80, holder.clientHeight - MARGIN.top - MARGIN.bottom);
    const scale = Math.min(1.25, wide / Math.max(1, right - left), high / Math.max(1, bottom - top));
    const shift = { x: (MARGIN.right - MARGIN.left) / 2 / scale, y: (MARGIN.bottom - MARGIN.top) / 2 / scale };
    network.moveTo({ position: { x: (left + right) / 2 + shift.x, y: (top + bottom) / 2 + shift.y }, scale, animation: false });
  };
  const zoom = (factor) => network && network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)) });
  const pan = (x, y) => {
    const at = network.getViewPosition();
    network.moveTo({ position: { x: at.x + x / network.getScale(), y: at.y + y / network.getScale() } });
  };

  // Down and to the right (positive) or up and to the left: where most of an actor's visible lines go.
  function directions(actor, places) {
    const sum = { pull: 0, side: 0 };
    for (const index of actor.lines) {
      if (!K.visible.lines[index]) continue;
      const line = K.lines[index];
      const from = places[actor.id];
      const to = places[line.a === actor.id ? line.b : line.a];
      if (!to) continue;
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      sum.pull += (to.y - from.y) / length;
      sum.side += (to.x - from.x) / length;
    }
    // A node with lines all around keeps its name below it.
    return { pull: sum.pull > 0.35 ? 1 : -1, side: sum.side };
  }

  function drawNames(context) {
    const transform = context.getTransform();
    const ratio = transform.a / network.getScale();
    const near = spotlight();
    const places = network.getPositions();
    const width = holder.clientWidth;
    const height = holder.clientHeight;
    const seen = [];
    const first = [];
    for (const id of order) {
      const place = places[id];
      if (!place || !K.visible.actors.has(id)) continue;
      const x = (transform.a * place.x + transform.e) / ratio;
      const y = (transform.d * place.y + transform.f) / ratio;
      if (x < -200 || y < -60 || x > width + 200 || y > height + 60) continue;
      const actor = K.actors.get(id);
      const strong = id === hovered || Boolean(near && near.has(id));
      const item = Object.assign(directions(actor, places), { id, label: actor.label || id, x, y, radius: (actor.size * transform.a) / ratio, strong: strong || seen.length < 16, dim: near && !near.has(id) && id !== hovered });
      (strong ? first : seen).push(item);
    }
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    // In a crowd only the most central are named; zooming in names the rest.
    const named = seen.length > 150 ? seen.slice(0, 60) : seen;
    K.labelled = K.drawLabels(context, first.concat(named), colors, width);
    context.restore();
  }

  function showTip(text, event) {
    tip.replaceChildren(...text);
    tip.hidden = false;
    const box = holder.getBoundingClientRect();
    const x = Math.min(event.clientX - box.left + 14, box.width - tip.offsetWidth - 8);
    const y = Math.min(event.clientY - box.top + 14, box.height - tip.offsetHeight - 8);
    tip.style.transform = "translate(" + Math.max(4, x) + "px," + Math.max(4, y) + "px)";
  }
  function actorTip(actor) {
    const shown = actor.lines.filter((index) => K.visible.lines[index]).length;
    return [
      K.h("strong", {}, K.bdi(actor.name.slice(0, 120))),
      K.h("span", {}, [K.kind(actor.type), K.plural(shown, "tie")].join(" · ")),
    ];
  }
  function lineTip(line) {
    const shown = K.visible.lines[line.index];
    return [
      K.h("strong", {}, K.bdi(K.name(line.a).slice(0, 60)), " – ", K.bdi(K.name(line.b).slice(0, 60))),
      K.h("span", {}, shown.claims.size ? K.plural(shown.claims.size, "claim") + ": " + shown.words.slice(0, 3).join(", ") : shown.words.join(", ")),
    ];
  }

  function listen() {
    network.on("click", (event) => {
      if (event.nodes.length) K.select({ kind: "actor", id: event.nodes[0] });
      else if (event.edges.length) K.select({ kind: "line", index: event.edges[0] });
      else K.select(null);
    });
    network.on("hoverNode", ({ node, event }) => {
      hovered = node;
      holder.style.cursor = "pointer";
      showTip(actorTip(K.actors.get(node)), event);
    });
    network.on("hoverEdge", ({ edge, event }) => {
      if (!K.visible.lines[edge]) return;
      holder.style.cursor = "pointer";
      showTip(lineTip(K.lines[edge]), event);
    });
    const leave = () => {
      hovered = null;
      tip.hidden = true;
      holder.style.cursor = "";
      network.redraw();
    };
    network.on("blurNode", leave);
    network.on("blurEdge", leave);
    network.on("dragStart", leave);
    network.on("zoom", leave);
    network.on("afterDrawing", drawNames);
    holder.addEventListener("keydown", (event) => {
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
    dark.addEventListener("change", () => {
      readColors();
      K.refresh();
    });
  }

  K.startCanvas = function () {
    readColors();
    if (!K.network.nodes.length) return;
    const near = null;
    const plain = K.network.nodes.map(({ id, x, y, shape, size }) =>
      Object.assign({ id, x, y, shape, size, physics: false }, nodeLook(K.actors.get(id), near)));
    const strokes = K.network.edges.map(({ id, from, to }) => Object.assign({ id, from, to }, lineLook(K.lines[id], near)));
    nodes = new vis.DataSet(plain);
    edges = new vis.DataSet(strokes);
    order = [...K.actors.values()].sort((a, b) => b.size - a.size).map((actor) => actor.id);
    network = new vis.Network(holder, { nodes, edges }, K.network.options);
    listen();
    K.fit();
  };
  // For tests: where an actor stands in the window, in CSS pixels.
  K.place = (id) => {
    const at = network.canvasToDOM(network.getPositions([id])[id]);
    const box = holder.getBoundingClientRect();
    return { x: at.x + box.left, y: at.y + box.top };
  };
})(window.kgraph);
