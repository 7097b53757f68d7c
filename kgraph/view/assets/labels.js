// Draw names over the canvas at one readable size, most central first, and never one over another.
(function (K) {
  "use strict";

  const FONT = '500 12.5px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
  const HEIGHT = 16;
  const CELL = 64;
  const COVERING = 36;
  const widths = new Map();

  function measure(context, text) {
    if (!widths.has(text)) widths.set(text, context.measureText(text).width);
    return widths.get(text);
  }

  // Boxes by the cells of a coarse grid, so that 2,000 names are placed within a frame.
  class Grid {
    constructor() {
      this.cells = new Map();
    }
    *near(box) {
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x++)
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y++) yield x * 100003 + y;
    }
    add(box) {
      for (const key of this.near(box)) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
      }
    }
    hits(box) {
      for (const key of this.near(box)) {
        for (const other of this.cells.get(key) || []) {
          if (other.owner === box.owner) continue;
          if (box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top) return true;
        }
      }
      return false;
    }
  }

  // Below or above, whichever side the node's lines leave free; else beside it.
  function candidates(node, width) {
    const { x, y, radius, id } = node;
    const box = (left, top) => ({ left, top, right: left + width, bottom: top + HEIGHT, owner: id });
    const below = box(x - width / 2, y + radius + 3);
    const above = box(x - width / 2, y - radius - HEIGHT - 3);
    const right = box(x + radius + 5, y - HEIGHT / 2);
    const left = box(x - radius - width - 5, y - HEIGHT / 2);
    return (node.pull > 0 ? [above, below] : [below, above]).concat(node.side > 0 ? [left, right] : [right, left]);
  }

  // Moved sideways into the drawing.
  function inside(box, width) {
    const shift = Math.min(0, width - 2 - box.right) || Math.max(0, 2 - box.left);
    return Object.assign({}, box, { left: box.left + shift, right: box.right + shift });
  }

  // nodes: {id, label, x, y, radius (in screen pixels), pull and side (where its lines go), strong, dim}, the most important first.
  // others: whoever is drawn too. A name covers none of them if it can; the names of the most important may cover the least.
  K.drawLabels = function (context, nodes, colors, width, others = nodes) {
    const labels = new Grid();
    const bodies = new Grid();
    const crowd = new Grid();
    for (const [grid, members] of [[bodies, nodes], [crowd, others]])
      for (const { id, x, y, radius } of members) grid.add({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, owner: id });
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.font = FONT;
    const placed = [];
    K.labelBoxes = []; // where names stand, for tests
    // Where a name must stand: moved sideways before it covers somebody.
    const anywhere = (boxes) => {
      const moved = boxes.map((b) => inside(b, width)).filter((b) => !labels.hits(b));
      return moved.find((b) => !bodies.hits(b)) || moved[0];
    };
    for (const [rank, node] of nodes.entries()) {
      if (node.dim) continue;
      const boxes = candidates(node, measure(context, node.label)).filter((box) => !labels.hits(box));
      const whole = boxes.filter((b) => b.left >= 2 && b.right <= width - 2);
      const free = whole.filter((b) => !bodies.hits(b));
      const box = free.find((b) => !crowd.hits(b)) || (rank < COVERING ? free[0] : undefined) || (node.strong ? anywhere(boxes) : undefined);
      if (!box) continue;
      labels.add(box);
      K.labelBoxes.push(box);
      context.strokeStyle = colors.halo;
      context.strokeText(node.label, box.left, box.top + HEIGHT / 2);
      context.fillStyle = colors.ink;
      context.fillText(node.label, box.left, box.top + HEIGHT / 2);
      placed.push(node.id);
    }
    return placed;
  };
})(window.kgraph);
