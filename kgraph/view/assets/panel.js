// The panel on the right: an overview, an actor, the claims between two actors, one claim, a path, a comparison.
(function (K) {
  "use strict";

  const panel = document.getElementById("detail");
  K.back = () => K.h("button", { type: "button", class: "close", "aria-label": "Close details", "data-key": "close", onclick: () => K.select(null) }, "×");

  K.section = function (title, count, content, open) {
    if (!count) return null;
    return K.lazy({ class: "section", open }, K.h("summary", { "data-key": "section-" + title }, K.h("h3", {}, title), K.h("span", { class: "count" }, K.count(count))), content);
  };
  // A list that begins with some of its items and shows more when asked to; the keyboard goes on with the first of them.
  K.some = function (list, items, make, most) {
    let shown = 0;
    const add = (n) => {
      const next = items.slice(shown, shown + n).map(make);
      list.append(...next);
      shown += next.length;
      more.hidden = shown >= items.length;
      more.textContent = "Show more (" + K.count(items.length - shown) + " left)";
      return next[0];
    };
    const more = K.action("", () => {
      const first = add(most * 3);
      const stop = first.querySelector("button, a, summary");
      if (stop) stop.focus({ preventScroll: true });
    }, { class: "more" });
    add(most);
    return more.hidden ? list : K.h("div", {}, list, more);
  };
  K.byClaims = (lines) => lines.sort((a, b) => K.visible.lines[b.index].weight - K.visible.lines[a.index].weight || a.index - b.index);

  K.pairButton = function (line, from) {
    const state = K.visible.lines[line.index];
    const [one, other] = state.from && !state.to ? [line.b, line.a] : [line.a, line.b];
    const between = Boolean(state.to) === Boolean(state.from) ? " – " : " → ";
    const what = from ? K.bdi(K.name(K.otherEnd(line, from))) : [K.bdi(K.name(one)), between, K.bdi(K.name(other))];
    return K.h("button", { type: "button", class: "pair", "data-line": line.index, onclick: () => { K.select({ kind: "line", index: line.index }); K.reveal([line.a, line.b]); } },
      K.h("span", { class: "line " + state.look, "aria-hidden": "true" }), K.h("span", { class: "who" }, what),
      K.h("span", { class: "count" }, state.weight ? K.count(state.weight) : ""),
      K.h("span", { class: "what" }, K.wordsOf(state).slice(0, 3).join(", ")));
  };
  K.pairs = function (lines, from, most = 60) {
    return K.some(K.h("ul", { class: "pairs" }), lines, (line) => K.h("li", {}, K.pairButton(line, from)), most);
  };

  function overview() {
    // Centrality is of the whole graph: of a part, those with most ties in it are the foremost.
    const part = K.activeFilters() > 0;
    const ties = (actor) => (part ? K.shownLines(actor).length : 0);
    const ranked = [...K.visible.actors].map((id) => K.actors.get(id)).filter((a) => a.measures).map((a) => [ties(a), a])
      .sort(([m, a], [n, b]) => n - m || b.measures.pagerank - a.measures.pagerank || (a.id < b.id ? -1 : 1)).slice(0, 8).map(([, a]) => a);
    const strongest = K.byClaims(K.lines.filter((line) => K.visible.lines[line.index] && K.visible.lines[line.index].weight)).slice(0, 6);
    return [
      K.h("h2", {}, "Overview"),
      K.h("p", { class: "lead" }, "Everything here is somebody’s claim in print. Choose an actor or a line to read the sentences behind it."),
      ranked.length ? [K.h("h3", {}, part ? "Actors with most ties" : "Most central actors", part ? null : K.h("span", { class: "muted" }, " by PageRank")),
        K.h("ol", { class: "ranking" }, ranked.map((actor) => K.h("li", {}, K.sign(actor), K.actorButton(actor.id),
          K.h("span", { class: "count" }, K.plural(K.shownLines(actor).length, "tie")))))] : null,
      strongest.length ? [K.h("h3", {}, "Pairs with most claims"), K.pairs(strongest)] : null,
      K.h("h3", {}, "Ask"),
      K.h("div", { class: "asks" }, K.action("How are two actors connected?", () => K.select({ kind: "path", a: null, b: null })),
        K.action("What is the world like according to …?", () => K.select({ kind: "world" }))),
      K.h("p", { class: "keys muted" }, K.h("kbd", {}, "/"), " find an actor  ", K.h("kbd", {}, "Esc"), " back  ", K.h("kbd", {}, "?"), " all keys"),
    ];
  }

  function lineView(line) {
    const state = K.visible.lines[line.index];
    return [
      K.back(),
      K.h("p", { class: "kicker" }, K.h("span", { class: "line " + (state ? state.look : "neutral"), "aria-hidden": "true" }),
        !state ? "Tie" : state.weight ? K.plural(state.weight, "claim") : "Affiliation"),
      K.h("h2", { class: "name ends" }, K.actorButton(line.a), K.h("span", { class: "muted" }, "and"), K.actorButton(line.b)),
      state && state.rest ? K.h("p", { class: "muted" }, K.count(state.claims.size) + " of " + K.plural(state.weight, "claim") + " loaded. The rest: ",
        K.pageLink(line.a, K.bdi(K.clip(K.name(line.a), 60))), ", ", K.pageLink(line.b, K.bdi(K.clip(K.name(line.b), 60))), ".") : null,
      K.evidence(line) || K.h("p", { class: "lead" }, "The filters hide every claim between these two."),
    ];
  }
  // The claims between two actors under the relation that each makes; null when the filters leave none.
  K.evidence = function (line) {
    const groups = new Map();
    const seen = new Set();
    const wanted = K.visible.lines[line.index] ? line.edges.map((n) => K.edges[n]).filter((edge) => K.visible.edgeClaims[edge.index] !== undefined) : [];
    const rank = (edge) => (edge.kind === "attribution" ? 1 : edge.kind === "affiliation" ? 2 : 0);
    wanted.sort((a, b) => rank(a) - rank(b) || b.claims.length - a.claims.length || a.index - b.index);
    for (const edge of wanted) {
      const key = [edge.source, K.relation(edge), edge.target].join("\u0000");
      if (!groups.has(key)) groups.set(key, { edge, claims: [] });
      for (const claim of K.shownClaims(edge.claims)) {
        if (!seen.has(claim.index)) groups.get(key).claims.push(claim);
        seen.add(claim.index);
      }
    }
    if (!groups.size) return null;
    return [...groups.values()].map(({ edge, claims }) => K.h("section", { class: "relation" },
      K.h("h3", {}, K.bdi(K.clip(K.name(edge.source), 200)), " ", K.h("em", { class: edge.category }, edge.kind === "attribution" ? "makes claims about" : K.relation(edge)), " ", K.bdi(K.clip(K.name(edge.target), 200))),
      claims.length ? K.cards(claims) : edge.kind === "affiliation" || K.rest(edge) ? null : K.h("p", { class: "muted" }, "By claims shown above.")));
  };

  let shownFor = "";
  K.showPanel = function () {
    const chosen = K.state.selection;
    let content;
    if (!chosen) content = overview();
    else if (chosen.kind === "actor") content = K.actorView(K.actors.get(chosen.id));
    else if (chosen.kind === "line") content = lineView(K.lines[chosen.index]);
    else if (chosen.kind === "path") content = K.pathView(chosen);
    else if (chosen.kind === "world") content = K.worldView();
    else content = [K.back(), K.h("p", { class: "kicker" }, "Claim"), K.h("h2", { class: "hidden" }, "Claim"), K.card(K.claims[chosen.index])];
    const key = JSON.stringify(chosen);
    if (key !== shownFor) {
      // Of something else the keyboard is at the beginning.
      if (panel.contains(document.activeElement)) panel.focus({ preventScroll: true });
      panel.scrollTop = 0;
    }
    shownFor = key;
    K.refill(panel, content);
  };
})(window.kgraph);
