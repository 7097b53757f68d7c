// Put the parts together. window.kgraph is also the hook by which tests drive the page:
// select({kind, id | index}), toggle(facet, value, on), clearFilters(), showTab(name), search(text), visible, place(id).
(function (K) {
  "use strict";

  const TABS = ["graph", "actors", "claims"];
  const byId = (id) => document.getElementById(id);

  function showCounts() {
    const ties = K.visible.lines.filter((line) => line && line.claims.size).length;
    const part = K.activeFilters() ? " of " + K.claims.length.toLocaleString("en") : "";
    byId("counts").textContent = [
      K.plural(K.visible.actors.size, "actor"), K.plural(ties, "tie"),
      K.visible.claims.length.toLocaleString("en") + part + (K.claims.length === 1 ? " claim" : " claims"), K.plural(K.articles.size, "article"),
    ].join(" · ");
  }

  function showNotes() {
    const empty = byId("empty");
    const none = K.visible.actors.size === 0;
    empty.hidden = !none;
    if (none && K.activeFilters()) {
      empty.replaceChildren(K.h("h2", {}, "Nothing passes the filters"), K.h("p", {}, "No tie between actors has all of what you asked for."),
        K.h("button", { type: "button", onclick: K.clearFilters }, "Clear filters"));
    } else if (none) {
      empty.replaceChildren(K.h("h2", {}, "No ties to draw yet"),
        K.h("p", {}, K.claims.length ? "The claims name no two actors together. The Claims tab lists them all."
          : "No claims were read. Build a store from articles with “kgraph build FOLDER”, then draw it again with “kgraph view”."));
    }
    const tied = new Set(K.lines.flatMap((line) => [line.a, line.b]));
    const left = [...tied].filter((id) => !K.isDrawn(id)).length;
    const note = byId("note");
    note.hidden = left === 0 || K.network.nodes.length === 0;
    note.textContent = "The " + K.network.nodes.length.toLocaleString("en") + " most central actors are drawn; find the other " + left.toLocaleString("en") + " by search or in the Actors tab.";
  }

  K.refresh = function () {
    K.filter();
    K.showFacets();
    K.redraw();
    showCounts();
    showNotes();
    K.showPanel();
    if (K.state.tab !== "graph") K.showTable(K.state.tab);
  };

  K.select = function (selection, options) {
    K.state.selection = selection;
    if (selection && selection.kind === "actor" && !K.isDrawn(selection.id)) {
      K.draw(selection.id);
      K.filter();
      showNotes();
    }
    K.redraw();
    K.showPanel();
    if (K.state.tab !== "graph") K.showTable(K.state.tab);
    if (selection && selection.kind === "actor" && options && options.focus) K.focus([selection.id]);
  };

  K.showTab = function (name) {
    K.state.tab = name;
    for (const tab of TABS) {
      byId("tab-" + tab).setAttribute("aria-selected", String(tab === name));
      byId("tab-" + tab).tabIndex = tab === name ? 0 : -1;
      byId("view-" + tab).hidden = tab !== name;
    }
    if (name !== "graph") K.showTable(name);
    else K.redraw();
  };

  TABS.forEach((name, i) => {
    byId("tab-" + name).addEventListener("click", () => K.showTab(name));
    byId("tab-" + name).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = TABS[(i + step + TABS.length) % TABS.length];
      K.showTab(next);
      byId("tab-" + next).focus();
    });
  });
  byId("clear").addEventListener("click", K.clearFilters);
  byId("colour").addEventListener("change", (event) => {
    K.state.colour = event.target.value;
    K.redraw();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && K.state.selection) K.select(null);
  });

  document.body.classList.toggle("bare", K.claims.length === 0 && K.actors.size === 0);
  K.filter();
  K.startCanvas();
  K.refresh();
  K.ready = true;
})(window.kgraph);
