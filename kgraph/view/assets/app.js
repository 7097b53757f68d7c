// Put the parts together. window.kgraph is also the hook by which tests drive the page:
// select({kind, id | index}), toggle(facet, value, on), clearFilters(), showTab(name), search(text), visible, place(id).
(function (K) {
  "use strict";

  const TABS = ["graph", "actors", "claims", "timeline"];
  const byId = (id) => document.getElementById(id);

  function showCounts() {
    const ties = K.visible.lines.filter((line) => line && line.claims.size).length;
    const part = K.activeFilters() ? " of " + K.count(K.claims.length) : "";
    byId("counts").textContent = [
      K.plural(K.visible.actors.size, "actor"), K.plural(ties, "tie"),
      K.count(K.visible.claims.length) + part + (K.claims.length === 1 ? " claim" : " claims"), K.plural(K.articles.size, "article"),
    ].join(" · ");
  }

  function showEmpty() {
    const empty = byId("empty");
    const none = K.visible.actors.size === 0;
    empty.hidden = !none;
    if (!none) return empty.replaceChildren();
    if (K.activeFilters()) {
      return empty.replaceChildren(K.h("h2", {}, "Nothing passes the filters"), K.h("p", {}, "No tie between actors has all of what you asked for."),
        K.action("Clear filters", K.clearFilters));
    }
    if (K.state.hidden.size) return empty.replaceChildren(K.h("h2", {}, "Everything is hidden"), K.action("Show all", K.showHidden));
    return empty.replaceChildren(K.h("h2", {}, "No ties to draw yet"),
      K.h("p", {}, K.claims.length ? "The claims name no two actors together. The Claims tab lists them all."
        : "No claims were read. Build a store from articles with “kgraph build FOLDER”, then draw it again with “kgraph view”."));
  }
  // Who is not in the drawing though nothing that was asked for keeps them out is always said, and can be reached.
  function showNotes() {
    const note = byId("note");
    const left = [...K.visible.actors].filter((id) => !K.isDrawn(id)).length;
    const parts = [];
    if (left) parts.push(K.h("span", {}, K.plural(left, "actor") + " of " + K.count(K.visible.actors.size) + " " + (left === 1 ? "is" : "are") + " not drawn: the " + K.count(K.places.size)
      + " most central are. Search, the Actors tab and Expand reach the rest."));
    if (K.state.hidden.size) parts.push(K.h("span", {}, K.plural(K.state.hidden.size, "actor") + " hidden. ", K.action("Show", K.showHidden, { class: "more", "data-key": "unhide" })));
    note.hidden = !parts.length || K.spots.size === 0;
    K.refill(note, parts);
    K.notDrawn = left;
  }
  K.showHidden = () => {
    K.state.hidden.clear();
    K.change();
  };

  function showTab() {
    for (const tab of TABS) {
      const chosen = tab === K.state.tab;
      byId("tab-" + tab).setAttribute("aria-selected", String(chosen));
      byId("tab-" + tab).tabIndex = chosen ? 0 : -1;
      byId("view-" + tab).hidden = !chosen;
    }
    // A table has the overview's room until there is something to tell beside it.
    document.body.classList.toggle("wide", K.state.tab !== "graph" && !K.state.selection);
    if (K.state.tab === "timeline") K.showTimeline();
    else if (K.state.tab !== "graph") K.showTable(K.state.tab);
  }

  // Show everything as the state has it.
  K.refresh = function () {
    byId("colour").value = K.state.colour;
    byId("size").value = K.state.size;
    K.filter();
    K.updatePath();
    K.showRail();
    K.showDrawing();
    showCounts();
    showEmpty();
    showNotes();
    K.showBanner();
    K.showPanel();
    showTab();
  };
  // After a change of the state by the reader.
  K.change = function () {
    K.refresh();
    K.commit();
  };

  K.select = function (selection, options) {
    K.state.selection = selection;
    const drawn = K.state.extra.size;
    if (selection && selection.kind === "actor" && !K.isDrawn(selection.id)) K.state.extra.add(selection.id);
    K.filter();
    K.updatePath();
    if (K.found) for (const id of K.found.actors) if (!K.isDrawn(id)) K.state.extra.add(id);
    if (K.state.extra.size !== drawn) K.showDrawing();
    else K.redraw();
    showNotes();
    K.showPanel();
    showTab();
    if (selection && selection.kind === "actor" && options && options.focus) K.focus([selection.id]);
    K.commit();
  };

  K.showTab = function (name) {
    K.state.tab = name;
    showTab();
    if (name === "graph") K.redraw();
    K.commit();
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
  for (const button of document.querySelectorAll(".clear")) button.addEventListener("click", K.clearFilters);
  for (const name of ["colour", "size"]) {
    byId(name).addEventListener("change", (event) => {
      K.state[name] = event.target.value;
      K.change();
    });
  }
  byId("ask-path").addEventListener("click", () => {
    const chosen = K.state.selection;
    K.select({ kind: "path", a: chosen && chosen.kind === "actor" ? chosen.id : null, b: null });
    K.focusField(chosen && chosen.kind === "actor" ? "pick-To" : "pick-From");
  });
  byId("ask-world").addEventListener("click", () => {
    K.select({ kind: "world" });
    K.focusField("pick-According to");
  });
  K.openRail = (open) => {
    document.body.classList.toggle("rail-open", open);
    byId("open-rail").setAttribute("aria-expanded", String(open));
    byId(open ? "close-rail" : "open-rail").focus();
  };
  byId("open-rail").addEventListener("click", () => K.openRail(!document.body.classList.contains("rail-open")));
  byId("close-rail").addEventListener("click", () => K.openRail(false));
  K.onTheme(() => {
    K.readTheme();
    K.refresh();
  });

  document.body.classList.toggle("bare", K.claims.length === 0 && K.actors.size === 0);
  K.startState();
  K.refresh();
  K.ready = true;
})(window.kgraph);
