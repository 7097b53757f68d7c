// Paint the drawing: lines in a few strokes, one for each look, then actors by shape, then names.
(function (K) {
  "use strict";

  const DASHES = { attribution: [6, 6], affiliation: [1.5, 5], onlyy: [9, 5] };
  const CHUNK = 160; // longer paths take a browser longer than many short ones
  let near = null;
  let strokes = [];
  let fills = [];
  let order = [];

  // Farther off, actors shrink less than the drawing does, so that they are still to be seen: in steps, because each is built anew.
  let grown = 1;
  const growth = (scale) => (scale >= 1 ? 1 : Math.pow(1.15, Math.round(Math.log(Math.pow(scale, -0.36)) / Math.log(1.15))));
  K.extent = (id) => K.radius(id) * grown;

  // The ends and the actors around what is selected; null when nothing is.
  function spotlight() {
    const chosen = K.state.selection;
    if (!chosen || chosen.kind === "world") return null;
    if (chosen.kind === "line") return new Set([K.lines[chosen.index].a, K.lines[chosen.index].b]);
    if (chosen.kind === "claim") return new Set([...K.claims[chosen.index].actors, ...K.claims[chosen.index].makers]);
    if (chosen.kind === "path") return K.found && K.found.actors.length ? new Set(K.found.actors) : null;
    const around = new Set([chosen.id]);
    for (const line of K.shownLines(K.actors.get(chosen.id))) around.add(line.a).add(line.b);
    return around;
  }
  function lit(line) {
    const chosen = K.state.selection;
    if (!near) return true;
    if (chosen.kind === "line") return chosen.index === line.index;
    if (chosen.kind === "actor") return line.a === chosen.id || line.b === chosen.id;
    if (chosen.kind === "path") return K.found.lines.includes(line.index);
    return line.edges.some((number) => K.edges[number].claims.includes(chosen.index));
  }

  // Where lines are many, each of them steps back.
  const calm = (many, look) => (many > 1500 ? 0.3 : many > 300 ? 0.55 : 0.9) * (look === "affiliation" ? 0.8 : 1);

  function arrow(path, from, to, radius, width) {
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length < radius + 4) return;
    const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const size = 5 + 1.3 * width;
    const [x, y] = [to.x - ux * (radius + 2), to.y - uy * (radius + 2)];
    path.moveTo(x, y);
    path.lineTo(x - ux * size - uy * size * 0.45, y - uy * size + ux * size * 0.45);
    path.lineTo(x - ux * size + uy * size * 0.45, y - uy * size - ux * size * 0.45);
    path.closePath();
  }

  // Made when they are first large enough to be seen.
  function arrows(group) {
    if (!group.heads) {
      group.heads = new Path2D();
      for (const [from, to, id] of group.ends) arrow(group.heads, from, to, K.extent(id), group.width);
    }
    return group.heads;
  }
  function buildLines() {
    const drawn = K.lines.filter((line) => K.visible.lines[line.index] && K.spots.has(line.a) && K.spots.has(line.b));
    const groups = new Map();
    for (const line of drawn) {
      const shown = K.visible.lines[line.index];
      const bright = lit(line);
      const width = Math.round(2 * (0.9 + Math.log2(1 + shown.weight))) / 2 + (bright && K.state.selection && K.state.selection.kind === "path" && near ? 2 : 0);
      const alpha = bright ? (near ? 0.95 : calm(drawn.length, shown.look)) : 0.07;
      // On the screen a line is never thinner than this, and one that is pointed out is not thin.
      const least = bright && near ? 2.2 : drawn.length > 1500 ? 0.7 : drawn.length > 60 ? 1 : 1.6;
      const key = alpha + shown.look + width;
      let group = groups.get(key);
      if (!group || group.size >= CHUNK) {
        group = { look: shown.look, width, least, alpha, size: 0, ends: [], path: new Path2D(), heads: null };
        strokes.push(group);
        groups.set(key, group);
      }
      const [a, b] = [K.spots.get(line.a), K.spots.get(line.b)];
      group.size += 1;
      group.path.moveTo(a.x, a.y);
      group.path.lineTo(b.x, b.y);
      if (shown.to) group.ends.push([a, b, line.b]);
      if (shown.from) group.ends.push([b, a, line.a]);
    }
    strokes.sort((one, other) => one.alpha - other.alpha);
  }

  const CORNERS = {
    square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
    diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
    triangle: [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
    triangleDown: [[-1.05, -0.8], [1.05, -0.8], [0, 1.1]],
    hexagon: [[-0.5, -0.9], [0.5, -0.9], [1.05, 0], [0.5, 0.9], [-0.5, 0.9], [-1.05, 0]],
    star: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => [Math.sin(i * Math.PI / 5) * (i % 2 ? 0.5 : 1.25), -Math.cos(i * Math.PI / 5) * (i % 2 ? 0.5 : 1.25)]),
  };
  function outline(path, shape, at, radius) {
    const corners = K.own(CORNERS, shape);
    if (!corners) {
      path.moveTo(at.x + radius, at.y);
      path.arc(at.x, at.y, radius, 0, 2 * Math.PI);
      return;
    }
    corners.forEach(([x, y], i) => path[i ? "lineTo" : "moveTo"](at.x + x * radius, at.y + y * radius));
    path.closePath();
  }
  function buildActors() {
    const groups = new Map();
    const drawn = [...K.visible.actors].filter((id) => K.spots.has(id)).map((id) => [K.radius(id), id]);
    order = drawn.sort((a, b) => b[0] - a[0]).map(([, id]) => id);
    for (const id of order) {
      const actor = K.actors.get(id);
      const color = K.colourOf(actor);
      const alpha = near && !near.has(id) ? 0.16 : 1;
      const key = alpha + color;
      let group = groups.get(key);
      if (!group || group.size >= CHUNK) {
        group = { color, alpha, size: 0, path: new Path2D() };
        fills.push(group);
        groups.set(key, group);
      }
      group.size += 1;
      outline(group.path, K.shapeOf(actor), K.spots.get(id), K.extent(id));
    }
    fills.sort((one, other) => one.alpha - other.alpha);
  }

  // Shapes in the coordinates of the drawing, kept until what is shown changes.
  K.build = function () {
    near = spotlight();
    strokes = [];
    fills = [];
    buildLines();
    buildActors();
  };

  const ring = (context, id, gap, width) => {
    const path = new Path2D();
    outline(path, K.shapeOf(K.actors.get(id)), K.spots.get(id), K.extent(id) + gap);
    context.lineWidth = width;
    context.strokeStyle = K.theme.ink;
    context.stroke(path);
  };
  K.paint = function (context, scale) {
    if (growth(scale) !== grown) {
      grown = growth(scale);
      K.build();
    }
    context.save();
    for (const group of strokes) {
      const { look, width, least, alpha, path } = group;
      context.globalAlpha = alpha;
      context.strokeStyle = K.theme[look];
      context.fillStyle = K.theme[look];
      context.lineWidth = Math.max(width, least / scale);
      context.setLineDash(scale > 0.25 ? DASHES[look] || [] : []);
      context.stroke(path);
      if (scale > 0.2) context.fill(arrows(group));
    }
    context.setLineDash([]);
    for (const { color, alpha, path } of fills) {
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.fill(path);
      if (scale > 0.12) {
        context.lineWidth = 1.5 * grown;
        context.strokeStyle = K.theme.halo;
        context.stroke(path);
      }
    }
    context.globalAlpha = 1;
    const chosen = K.state.selection;
    if (chosen && chosen.kind === "actor" && K.spots.has(chosen.id) && K.visible.actors.has(chosen.id)) ring(context, chosen.id, 1.5, 4 / Math.min(1, Math.max(scale, 0.3)));
    context.setLineDash([2, 3]);
    for (const id of K.state.pinned.keys()) if (K.spots.has(id) && K.visible.actors.has(id)) ring(context, id, 6, 1.8);
    context.restore();
  };

  // Down and to the right (positive) or up and to the left: where most of an actor's visible lines go.
  function directions(actor) {
    const from = K.spots.get(actor.id);
    const sum = { pull: 0, side: 0 };
    for (const line of K.shownLines(actor)) {
      const to = K.spots.get(K.otherEnd(line, actor.id));
      if (!to) continue;
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      sum.pull += (to.y - from.y) / length;
      sum.side += (to.x - from.x) / length;
    }
    // An actor with lines all around keeps its name below it.
    return { pull: sum.pull > 0.35 ? 1 : -1, side: sum.side };
  }
  K.paintNames = function (context, scale, size, hovered) {
    const transform = context.getTransform();
    const ratio = transform.a / scale;
    const seen = [];
    const first = [];
    for (const id of order) {
      const place = K.spots.get(id);
      const x = (transform.a * place.x + transform.e) / ratio;
      const y = (transform.d * place.y + transform.f) / ratio;
      if (x < -200 || y < -60 || x > size.width + 200 || y > size.height + 60) continue;
      const strong = id === hovered || Boolean(near && near.has(id)) || K.state.pinned.has(id);
      (strong ? first : seen).push({ id, x, y, radius: K.extent(id) * scale, strong: strong || seen.length < 10, dim: near && !near.has(id) && id !== hovered && !K.state.pinned.has(id) });
    }
    // In a crowd only the most central are named; zooming in names the rest.
    const named = seen.length > 150 ? seen.slice(0, 60) : seen;
    const items = first.slice(0, 200).concat(near && near.size ? [] : named);
    for (const item of items) {
      const actor = K.actors.get(item.id);
      const away = K.visible.folded.get(item.id);
      Object.assign(item, directions(actor), { label: (actor.label || item.id) + (away ? " +" + away : "") });
    }
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    K.labelled = K.drawLabels(context, items, K.theme, size.width, near && near.size ? items : first.concat(seen));
    context.restore();
  };
  K.painted = () => order;
})(window.kgraph);
