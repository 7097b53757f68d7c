// Put the parts together. window.kgraph is also the hook by which tests drive the page:
// select({kind, id | index}), toggle(facet, value, on), clearFilters(), showTab(name), search(text), visible, place(id).
(function (K) {
  "use strict";

  const TABS = ["graph", "actors", "claims", "timeline"];
  const byId = (id) => document.getElementById(id);

  function showCounts() {
    const ties = K.visible.lines.filter((line) => line && line.weight).length;
    const part = K.activeFilters() ? " of " + K.count(K.claims.length) : "";
    if (K.partial()) {
      byId("counts").textContent = [K.count(K.visible.actors.size) + " of " + K.plural(K.store.actors, "actor"), K.plural(ties, "tie"),
        K.count(K.visible.claims.length) + " of " + K.plural(K.store.claims, "claim")].join(" · ");
      return;
    }
    byId("counts").textContent = [
      K.plural(K.visible.actors.size, "actor"), K.plural(ties, "tie"),
      K.count(K.visible.claims.length) + part + (K.claims.length === 1 ? " claim" : " claims"),
      (part ? K.count(new Set(K.visible.claims.map((claim) => claim.article)).size) + " of " : "") + K.plural(K.articles.size, "article"),
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
  function worldNote() {
    const told = K.worldTold();
    return told ? " Of the " + K.plural(told.ties, "tie") + " in this world the " + K.count(told.drawn.length) + " with most claims are drawn." : "";
  }
  function showNotes() {
    const note = byId("note");
    const left = [...K.visible.actors].filter((id) => !K.isDrawn(id)).length;
    const parts = [];
    if (K.partial()) {
      const shown = K.painted ? [...K.visible.actors].filter(K.isDrawn).length : 0;
      parts.push(K.h("span", {}, "Shown " + K.count(shown) + " of " + K.plural(K.store.actors, "actor") + ". Search and Expand load more; filters apply to what is loaded." + worldNote()));
    } else if (left) parts.push(K.h("span", {}, K.plural(left, "actor") + " of " + K.count(K.visible.actors.size) + " " + (left === 1 ? "is" : "are") + " not drawn: the " + K.count(K.places.size)
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

  // Whoever is chosen, or stands on the path or at the line that is, is drawn from then on.
  function drawChosen() {
    const wanted = K.chosenActors().concat(K.found ? K.found.actors : []);
    for (const id of wanted) if (!K.places.has(id) && !K.state.extra.has(id)) K.state.extra.set(id, "");
  }
  // On a phone the details stand below the drawing: both share the screen while something is chosen.
  const narrow = window.matchMedia("(max-width: 720px)");
  function share() {
    const told = Boolean(K.state.selection);
    if (document.body.classList.contains("told") === told) return;
    document.body.classList.toggle("told", told);
    if (!narrow.matches) return;
    if (told) document.querySelector("main").scrollIntoView();
    else window.scrollTo(0, 0);
    K.resized();
    const chosen = K.state.selection;
    const ends = chosen && { actor: () => [chosen.id], line: () => [K.lines[chosen.index].a, K.lines[chosen.index].b] }[chosen.kind];
    if (ends) K.reveal(ends());
  }
  // Show everything as the state has it. Who is yet to be loaded is drawn then, beside those who are there.
  function show(loading) {
    share();
    byId("colour").value = K.state.colour;
    byId("size").value = K.state.size;
    K.filter();
    K.updatePath();
    if (!loading) drawChosen();
    K.showRail();
    K.showDrawing();
    showCounts();
    showEmpty();
    showNotes();
    K.showBanner();
    K.showPanel();
    showTab();
  }
  K.refresh = () => K.keepFocus(() => show(false));
  // After a change of the state by the reader.
  K.change = function () {
    K.refresh();
    K.commit();
  };

  // What is shown of it when something is chosen: all, where that changes who is drawn.
  function showChosen(loading) {
    share();
    const drawn = K.state.extra.size;
    const before = K.visible.actors;
    K.filter();
    K.updatePath();
    if (!loading) drawChosen();
    const after = K.visible.actors;
    if (K.state.extra.size !== drawn || after.size !== before.size || [...after].some((id) => !before.has(id))) return show(loading);
    K.redraw();
    K.showPanel();
    return showTab();
  }
  // Returns a promise where something is yet to be loaded for it, else null.
  K.select = function (selection, options) {
    const inside = byId("detail").contains(document.activeElement);
    if (selection) K.detailsOpen(!K.state.selection);
    K.state.selection = selection;
    const loading = load(selection);
    K.keepFocus(() => showChosen(loading));
    if (!selection && inside) K.detailsClosed();
    if (selection && selection.kind === "actor" && options && options.focus) K.focus([selection.id]);
    K.commit({ quiet: Boolean(options && options.quiet) });
    if (!loading) return null;
    const asked = K.state.selection;
    return loading.then(() => {
      if (K.state.selection !== asked) return;
      K.refresh();
      K.select(selection, Object.assign({}, options, { quiet: true }));
    });
  };
  // What is chosen and not all here: a promise of it, else null.
  function load(selection) {
    if (!K.loader || !selection) return null;
    if (selection.kind === "actor" && !K.actors.get(selection.id).told) return K.loader.actor(selection.id);
    if (selection.kind === "path" && selection.a && selection.b && selection.a !== selection.b && K.partial() && K.pathTold(selection.a, selection.b) === undefined) return K.loader.path(selection.a, selection.b);
    const line = selection.kind === "line" ? K.lines[selection.index] : null;
    if (line && !line.asked && line.edges.some((number) => K.rest(K.edges[number]))) return K.loader.tie(line.a, line.b);
    return null;
  }

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

  function begin() {
    document.body.classList.toggle("bare", K.claims.length === 0 && K.actors.size === 0);
    K.startState();
    K.ready = true;
    const chosen = K.state.selection;
    if (K.loader && chosen) K.select(chosen, { focus: true, quiet: true });
  }
  if (K.loader) K.loader.start(location.hash.slice(1)).then(begin);
  else begin();
})(window.kgraph);
