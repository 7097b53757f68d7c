// The same as the drawing in tables: every visible claim and every actor, sortable, for keyboards and screen readers.
(function (K) {
  "use strict";

  const PAGE = 100;
  const limits = { actors: PAGE, claims: PAGE };
  const names = (ids) => [...ids].map((id) => K.name(id)).join(", ");

  const tables = {
    claims: {
      rows: () => K.visible.claims,
      key: (claim) => ({ kind: "claim", index: claim.index }),
      columns: [
        { id: "date", title: "Published", value: (c) => c.published, kind: "date",
          cell: (c) => [c.published ? K.h("time", { class: "when", datetime: c.published }, K.day(c.published)) : K.h("span", { class: "when" }, "undated"), K.bdi(K.clip(c.publisher, 60), { class: "muted" })] },
        { id: "type", title: "Claim", value: (c) => K.claimType(c.type) },
        { id: "event", title: "Event", value: (c) => c.event || "", cell: (c) => c.event && K.chip(K.title(c.event), K.eventSign(c.event) > 0 ? "plus" : "minus") },
        { id: "quote", title: "Quotation", value: (c) => c.quote, kind: "quote" },
        { id: "source", title: "Source", value: (c) => K.chainText(c) || "(the article)" },
        { id: "who", title: "About", value: (c) => names(new Set(c.participants.filter((p) => p.role !== "speaker" && K.actors.has(p.id)).map((p) => p.id))) },
        { id: "time", title: "When", value: (c) => c.from, kind: "date", cell: (c) => (K.period(c.time) ? K.h("span", { class: "when" }, K.period(c.time)) : null) },
        { id: "status", title: "Status", value: (c) => (c.polarity === "-" ? "denied, " : "") + c.certainty },
      ],
    },
    actors: {
      // Whoever is drawn, and whoever the claims name that no tie shows.
      rows: () => [...K.actors.values()].filter((a) => K.visible.actors.has(a.id) || (K.visible.passes(a.id) && (a.made.some(K.shown) || a.about.some(K.shown)))),
      key: (actor) => ({ kind: "actor", id: actor.id }),
      columns: [
        { id: "name", title: "Actor", value: (a) => a.name, cell: (a) => [K.sign(a), K.bdi(K.clip(a.name, 120))] },
        { id: "type", title: "Type", value: (a) => K.kind(a.type) },
        { id: "made", title: "Claims made", value: (a) => K.shownClaims(a.made).length, kind: "number" },
        { id: "about", title: "Claims about", value: (a) => K.shownClaims(a.about).length, kind: "number" },
        { id: "ties", title: "Ties", value: (a) => K.shownLines(a).length, kind: "number" },
        // Nobody knows it of a graph that is only in part here.
        { id: "between", title: "Betweenness", value: (a) => (a.measures && a.measures.betweenness) || 0, kind: "number",
          cell: (a) => (a.measures && a.measures.betweenness === undefined ? "–" : ((a.measures && a.measures.betweenness) || 0).toLocaleString("en")) },
        { id: "rank", title: "PageRank", value: (a) => (a.measures ? a.measures.pagerank : 0), kind: "number" },
      ],
    },
  };
  K.columns = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.columns.map((column) => column.id)]));

  // The rows in the order of the table, all of them.
  K.sortedRows = function (name) {
    const { column, down } = K.state.sorting[name];
    const { value, kind } = tables[name].columns.find((c) => c.id === column);
    const keyed = tables[name].rows().map((row, i) => [value(row), i, row]);
    const order = { number: (a, b) => a[0] - b[0], date: (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) }[kind] || ((a, b) => K.compare(a[0], b[0]));
    keyed.sort((a, b) => order(a, b) * (down ? -1 : 1) || a[1] - b[1]);
    return keyed.map((entry) => entry[2]);
  };

  function heading(name, column) {
    const { column: by, down } = K.state.sorting[name];
    const sort = () => {
      K.state.sorting[name] = { column: column.id, down: by === column.id ? !down : column.kind === "number" || column.kind === "date" };
      K.showTable(name);
      K.commit();
    };
    return K.h("th", { scope: "col", "aria-sort": by === column.id ? (down ? "descending" : "ascending") : "none", class: [column.kind, "col-" + column.id].join(" ") },
      K.h("button", { type: "button", "data-column": column.id, "data-key": "sort-" + column.id, onclick: sort }, column.title));
  }

  function line(table, row) {
    const cells = table.columns.map((column, i) => {
      const value = column.value(row);
      const content = column.cell ? column.cell(row) : typeof value === "number" ? value.toLocaleString("en") : K.bdi(K.clip(value, column.kind === "quote" ? 600 : 200));
      const key = table.key(row);
      const open = i === 0 && K.h("button", { type: "button", class: "row", "data-key": JSON.stringify(key), onclick: (event) => { event.stopPropagation(); K.select(key); } }, content);
      // On a phone each row is a card, in which a cell carries its heading and an empty one goes.
      return K.h(i ? "td" : "th", { class: [column.kind, "col-" + column.id, value === "" ? "void" : ""].filter(Boolean).join(" "), "data-title": column.title, scope: i ? null : "row" }, open || content);
    });
    const chosen = JSON.stringify(K.state.selection) === JSON.stringify(table.key(row));
    return K.h("tr", { class: chosen ? "chosen" : "", onclick: () => K.select(table.key(row)) }, cells);
  }

  K.showTable = function (name) {
    const table = tables[name];
    const rows = K.sortedRows(name);
    const view = document.getElementById("view-" + name);
    const at = view.scrollTop;
    const left = rows.length - limits[name];
    const more = left > 0 && K.action("Show more (" + K.count(left) + " left)", () => {
      limits[name] += PAGE * 2;
      K.showTable(name);
    }, { class: "more", "data-key": "more" });
    K.refill(view, K.ofLoaded("This table is"),
      K.h("table", { class: name }, K.h("caption", { class: "hidden" }, K.title(name) + " that the filters leave: " + K.count(rows.length)),
        K.h("thead", {}, K.h("tr", {}, table.columns.map((column) => heading(name, column)))), K.h("tbody", {}, rows.slice(0, limits[name]).map((row) => line(table, row)))),
      more, rows.length ? null : K.h("p", { class: "lead nothing" }, "Nothing to list" + (K.activeFilters() ? ": the filters hide everything." : ".")));
    view.scrollTop = at;
  };
})(window.kgraph);
