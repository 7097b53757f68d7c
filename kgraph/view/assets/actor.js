// One actor in the panel: who they are, what can be done with them, their ties, the claims they made and those about them.
(function (K) {
  "use strict";

  // Claims of cooperation and of conflict behind the ties that are shown, each once.
  function balance(actor) {
    const claims = { cooperation: new Set(), conflict: new Set() };
    const rest = { cooperation: 0, conflict: 0 };
    for (const line of K.shownLines(actor)) for (const number of line.edges) {
      const edge = K.edges[number];
      const shown = K.visible.edgeClaims[number];
      if (shown === undefined || !claims[edge.category]) continue;
      const here = K.shownClaims(edge.claims);
      for (const claim of here) claims[edge.category].add(claim.index);
      rest[edge.category] += shown - here.length;
    }
    const [plus, minus] = ["cooperation", "conflict"].map((kind) => claims[kind].size + rest[kind]);
    if (!plus && !minus) return null;
    const meter = K.h("div", { class: "balance", "aria-hidden": "true" });
    const part = (kind, n) => {
      const bar = K.h("span", { class: kind });
      bar.style.flexGrow = n;
      return n ? bar : null;
    };
    meter.append(...[part("plus", plus), part("minus", minus)].filter(Boolean));
    return K.h("div", { class: "balance-row" }, meter,
      K.h("div", { class: "muted" }, K.h("span", { class: "plus-ink" }, K.count(plus) + " cooperation"), " · ", K.h("span", { class: "minus-ink" }, K.count(minus) + " conflict")));
  }

  function identity(actor) {
    const rows = [];
    const add = (term, ...value) => rows.push(K.h("dt", {}, term), K.h("dd", {}, value));
    for (const role of actor.roles || []) {
      add("role", K.bdi(role.title), role.of ? [" of ", K.actorButton(role.of)] : null,
        role.start ? K.h("span", { class: "muted" }, " in print since " + K.day(role.start)) : null, role.end ? K.h("span", { class: "muted" }, ", until " + K.day(role.end)) : null);
    }
    for (const whole of actor.part_of || []) add("part of", K.actorButton(whole));
    // A state is its own country; for others the code stands only where the state is not in the graph.
    const state = "entity/state/" + actor.country;
    if (actor.country && state !== actor.id) add("country", K.actors.has(state) ? K.actorButton(state) : K.bdi(actor.country));
    const codes = [["Correlates of War", actor.cow], ["Gleditsch and Ward", actor.gw]].filter(([, code]) => code);
    if (codes.length) add("codes", K.bdi(codes.map(([scheme, code]) => scheme + " " + code).join(", ")));
    if (actor.sector) add("sector", K.bdi(actor.sector));
    if (actor.aliases.length) add("also called", K.bdi(actor.aliases.slice(0, 12).map((a) => a.slice(0, 200)).join(", ") + (actor.aliases.length > 12 ? " …" : "")));
    if (/^Q[0-9]+$/.test(actor.wikidata || "")) add("Wikidata", K.link("https://www.wikidata.org/wiki/" + actor.wikidata, actor.wikidata));
    add("in print", K.plural(actor.mentions || 0, "mention") + " in " + K.plural(actor.articles || 0, "article"));
    if (actor.measures) {
      const { degree, betweenness, community, cut } = actor.measures;
      add("centrality", "claims tie it to " + K.plural(degree, "actor") + (betweenness === undefined ? "" : "; betweenness " + betweenness) + (cut ? "; holds parts of the graph together" : ""));
      const group = K.own(K.communities, community);
      if (group) add("community", "around ", K.bdi(group));
    }
    return K.h("dl", { class: "facts identity" }, rows);
  }

  // What there is besides what is loaded, and the page that has it.
  function elsewhere(actor, kind, one, many) {
    const all = actor.told && actor.told[kind];
    if (!all || all <= actor[kind].length) return null;
    return K.h("p", { class: "muted" }, K.plural(all, one, many) + ", the newest loaded. ", K.pageLink(actor.id, "All of them", { "data-key": "all-" + kind }));
  }
  function further(actor) {
    const here = new Set(K.neighbours(actor.id)).size;
    const all = actor.measures ? actor.measures.degree : 0;
    if (!K.partial() || here >= all) return null;
    return K.h("p", { class: "muted" }, "Tied to " + K.plural(all, "actor") + ", " + K.count(here) + " of them loaded. ", K.pageLink(actor.id, "All of them", { "data-key": "all-ties" }));
  }

  function actions(actor) {
    const id = actor.id;
    const off = K.neighbours(id).filter((other) => !K.isDrawn(other) || K.state.hidden.has(other)).length;
    const away = K.visible.folded.get(id);
    const pinned = K.state.pinned.has(id);
    const button = (label, action, extra) => K.action(label, action, Object.assign({ "data-key": "do-" + label.split(" ")[0] }, extra));
    return K.h("div", { class: "actions", role: "group", "aria-label": "With this actor" },
      button("Expand" + (off || away ? " (" + (off + (away || 0)) + ")" : ""), () => K.expand(id), { title: "Draw all neighbours (E)" }),
      K.state.folded.has(id) ? null : button("Collapse", () => K.collapse(id), { title: "Put away neighbours that have no other tie (C)" }),
      K.action(pinned ? "Unpin" : "Pin", () => (pinned ? K.unpin(id) : K.pin(id)), { "data-key": "do-pin", "aria-pressed": String(pinned), title: "Keep drawn, whatever the filters (P)" }),
      button("Hide", () => K.hide(id), { title: "Take out of the drawing (H)" }),
      button("Path to …", () => {
        K.select({ kind: "path", a: id, b: null });
        K.focusField("pick-To");
      }, { title: "The shortest way to another actor" }),
      K.pageLink(actor.id, "Page", { class: "page", "data-key": "page", title: "Everything about this actor" }),
      actor.made.length || (actor.told && actor.told.made) ? button("World according to", () => K.setWorld(id, null), { title: "Only what this actor claims" }) : null);
  }

  K.actorView = function (actor) {
    const ties = K.byClaims(K.shownLines(actor));
    const made = K.shownClaims(actor.made);
    const about = K.shownClaims(actor.about);
    const away = K.visible.folded.get(actor.id);
    return [
      K.back(),
      K.h("p", { class: "kicker" }, K.sign(actor), K.kind(actor.type)),
      K.h("h2", { dir: "auto", class: "name" }, K.bdi(actor.name)),
      actions(actor),
      K.state.hidden.has(actor.id) ? K.h("p", { class: "lead" }, "Hidden in the drawing. ", K.action("Show again", () => K.show(actor.id), { class: "more" })) : null,
      away ? K.h("p", { class: "muted" }, K.plural(away, "neighbour") + " put away.") : null,
      balance(actor),
      identity(actor),
      K.loader && !actor.told ? K.h("p", { class: "muted" }, "Loading …") : null,
      further(actor),
      K.section("Ties", ties.length, () => K.h("div", {}, K.pairs(ties, actor.id)), true),
      elsewhere(actor, "made", "claim made", "claims made"),
      K.section("Claims made", made.length, () => K.cards(made), made.length <= 3),
      elsewhere(actor, "about", "claim about them", "claims about them"),
      K.section("Claims about", about.length, () => K.cards(about), about.length <= 3),
      !ties.length && !made.length && !about.length
        ? K.h("p", { class: "lead" }, K.activeFilters() ? "The filters hide everything about this actor." : "Mentioned " + K.plural(actor.mentions || 0, "time") + ", but no claim was read about this actor.") : null,
    ];
  };
})(window.kgraph);
