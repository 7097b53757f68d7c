// The same as the canvas in tables: every visible claim and every actor, sortable, for keyboards and screen readers.
(function (K) {
  "use strict";

  const PAGE = 100;
  const sorting = { actors: { column: "rank", down: true }, claims: { column: "date", down: true } };
  const limits = { actors: PAGE, claims: PAGE };
  const names = (ids) => [...ids].map((id) => K.name(id)).join(", ");
  const clip = (text, n) => (text.length > n ? text.slice(0, n - 1) + "…" : text);

  const tables = {
    claims: {
      rows: () => K.visible.claims,
      key: (claim) => ({ kind: "claim", index: claim.index }),
      columns: [
        { id: "date", title: "Published", value: (c) => c.published, kind: "date",
          cell: (c) => [K.h("span", { class: "when" }, c.published || "no date"), K.bdi(clip(c.publisher, 60), { class: "muted" })] },
        { id: "type", title: "Claim", value: (c) => K.claimType(c.type) },
        { id: "event", title: "Event", value: (c) => c.event || "", cell: (c) => c.event && K.chip(K.title(c.event), K.eventSign(c.event) > 0 ? "plus" : "minus") },
        { id: "source", title: "Source", value: (c) => K.chainText(c) || "(the article)" },
        { id: "who", title: "About", value: (c) => names(c.actors) },
        { id: "quote", title: "Quotation", value: (c) => c.quote, kind: "quote" },
        { id: "status", title: "Status", value: (c) => (c.polarity === "-" ? "denied, " : "") + c.certainty },
      ],
    },
    actors: {
      rows: () => [...K.actors.values()].filter((a) => K.visible.actors.has(a.id) || (!K.activeFilters() && (a.made.length || a.about.length))),
      key: (actor) => ({ kind: "actor", id: actor.id }),
      columns: [
        { id: "name", title: "Actor", value: (a) => a.name, cell: (a) => [K.swatch(K.looks[a.type].shape, K.shade(K.looks[a.type].color)), K.bdi(clip(a.name, 120))] },
        { id: "type", title: "Type", value: (a) => K.kind(a.type) },
        { id: "made", title: "Made", value: (a) => a.made.length, kind: "number" },
        { id: "about", title: "About", value: (a) => a.about.length, kind: "number" },
        { id: "ties", title: "Ties", value: (a) => a.lines.filter((i) => K.visible.lines[i]).length, kind: "number" },
        { id: "between", title: "Betweenness", value: (a) => (a.measures ? a.measures.betweenness : 0), kind: "number" },
        { id: "rank", title: "PageRank", value: (a) => (a.measures ? a.measures.pagerank : 0), kind: "number" },
      ],
    },
  };

  function sorted(name) {
    const { column, down } = sorting[name];
    const value = tables[name].columns.find((c) => c.id === column).value;
    const keyed = tables[name].rows().map((row, i) => [value(row), i, row]);
    keyed.sort((a, b) => (typeof a[0] === "number" ? a[0] - b[0] : K.compare(a[0], b[0])) * (down ? -1 : 1) || a[1] - b[1]);
    return keyed.map((entry) => entry[2]);
  }

  function heading(name, column) {
    const { column: by, down } = sorting[name];
    const order = by === column.id ? (down ? "descending" : "ascending") : "none";
    const sort = () => {
      sorting[name] = { column: column.id, down: by === column.id ? !down : column.kind === "number" || column.kind === "date" };
      K.showTable(name);
      document.querySelector('#view-' + name + ' [data-column="' + column.id + '"]').focus();
    };
    return K.h("th", { scope: "col", "aria-sort": order, class: [column.kind, "col-" + column.id].join(" ") },
      K.h("button", { type: "button", "data-column": column.id, onclick: sort }, column.title));
  }

  function line(table, row) {
    const cells = table.columns.map((column, i) => {
      const value = column.value(row);
      const content = column.cell ? column.cell(row) : typeof value === "number" ? value.toLocaleString("en") : K.bdi(clip(value, 160));
      const open = i === 0 && K.h("button", { type: "button", class: "row", onclick: (event) => { event.stopPropagation(); K.select(table.key(row)); } }, content);
      return K.h(i ? "td" : "th", { class: column.kind, scope: i ? null : "row" }, open || content);
    });
    const chosen = JSON.stringify(K.state.selection) === JSON.stringify(table.key(row));
    return K.h("tr", { class: chosen ? "chosen" : "", onclick: () => K.select(table.key(row)) }, cells);
  }

  K.showTable = function (name) {
    const table = tables[name];
    const rows = sorted(name);
    const view = document.getElementById("view-" + name);
    const at = view.scrollTop;
    const more = rows.length > limits[name] && K.h("button", { type: "button", class: "more", onclick: () => { limits[name] += PAGE * 2; K.showTable(name); } },
      "Show more (" + (rows.length - limits[name]).toLocaleString("en") + " left)");
    const body = rows.slice(0, limits[name]).map((row) => line(table, row));
    view.replaceChildren(
      K.h("table", { class: name }, K.h("caption", { class: "hidden" }, K.title(name) + " that the filters leave, " + rows.length),
        K.h("thead", {}, K.h("tr", {}, table.columns.map((column) => heading(name, column)))), K.h("tbody", {}, body)),
      ...(more ? [more] : []), ...(rows.length ? [] : [K.h("p", { class: "lead nothing" }, "Nothing to list" + (K.activeFilters() ? ": the filters hide everything." : "."))]));
    view.scrollTop = at;
  };
})(window.kgraph);
