// The panel on the right: an overview, an actor, the claims between two actors, or one claim.
(function (K) {
  "use strict";

  const panel = document.getElementById("detail");
  const KINDS = {
    State: "State", Agency: "Agency", Ministry: "Ministry", IntelligenceService: "Intelligence service",
    ArmedForce: "Armed force", Legislature: "Legislature", Official: "Official", Person: "Person",
    Organization: "Organisation", IGO: "Intergovernmental organisation", Company: "Company", MediaOutlet: "Media outlet",
    ArmedGroup: "Armed group", UnnamedSource: "Unnamed source", Place: "Place", Treaty: "Treaty", Equipment: "Equipment",
  };
  K.kind = (type) => K.own(KINDS, type) || type;
  const shown = (indices) => indices.filter((i) => K.visible.refused[i].count === 0).map((i) => K.claims[i]);
  const back = () => K.h("button", { type: "button", class: "close", "aria-label": "Close details", onclick: () => K.select(null) }, "×");

  function section(title, count, content, open) {
    if (!count) return null;
    return K.h("details", { class: "section", open }, K.h("summary", {}, K.h("h3", {}, title), K.h("span", { class: "count" }, count.toLocaleString("en"))), content);
  }

  function overview() {
    const ranked = [...K.visible.actors].map((id) => K.actors.get(id)).filter((a) => a.measures)
      .sort((a, b) => b.measures.pagerank - a.measures.pagerank || K.compare(a.name, b.name)).slice(0, 8);
    const strongest = K.lines.filter((line) => K.visible.lines[line.index] && K.visible.lines[line.index].claims.size)
      .sort((a, b) => K.visible.lines[b.index].claims.size - K.visible.lines[a.index].claims.size || a.index - b.index).slice(0, 6);
    return [
      K.h("h2", {}, "Overview"),
      K.h("p", { class: "lead" }, "Everything here is somebody’s claim in print. Choose an actor or a line to read the sentences behind it."),
      ranked.length ? [K.h("h3", {}, "Most central actors"),
        K.h("ol", { class: "ranking" }, ranked.map((actor) => K.h("li", {}, K.swatch(K.looks[actor.type].shape, K.shade(K.looks[actor.type].color)),
          K.actorButton(actor.id), K.h("span", { class: "count" }, K.plural(actor.lines.filter((i) => K.visible.lines[i]).length, "tie")))))] : null,
      strongest.length ? [K.h("h3", {}, "Most claimed about"), K.h("ul", { class: "pairs" }, strongest.map((line) => K.h("li", {}, pairButton(line))))] : null,
      K.h("p", { class: "keys muted" }, K.h("kbd", {}, "/"), " find an actor  ", K.h("kbd", {}, "Esc"), " back"),
    ];
  }

  function pairButton(line, from) {
    const state = K.visible.lines[line.index];
    const other = from === line.a ? line.b : line.a;
    const what = from ? K.bdi(K.name(other)) : [K.bdi(K.name(line.a)), " – ", K.bdi(K.name(line.b))];
    return K.h("button", { type: "button", class: "pair", "data-line": line.index, onclick: () => K.select({ kind: "line", index: line.index }) },
      K.h("span", { class: "line " + state.look, "aria-hidden": "true" }), K.h("span", { class: "who" }, what),
      K.h("span", { class: "count" }, state.claims.size ? state.claims.size.toLocaleString("en") : ""),
      K.h("span", { class: "what" }, state.words.slice(0, 3).join(", ")));
  }

  function balance(actor) {
    let plus = 0;
    let minus = 0;
    for (const index of actor.lines) for (const number of K.lines[index].edges) {
      const count = K.visible.edgeClaims[number] || 0;
      if (K.edges[number].sign > 0) plus += count;
      if (K.edges[number].sign < 0) minus += count;
    }
    if (!plus && !minus) return null;
    const meter = K.h("div", { class: "balance", role: "img", "aria-label": plus + " ties of cooperation, " + minus + " of conflict" });
    const part = (kind, n) => {
      const bar = K.h("span", { class: kind });
      bar.style.flexGrow = n;
      return n ? bar : null;
    };
    meter.append(...[part("plus", plus), part("minus", minus)].filter(Boolean));
    return K.h("div", { class: "balance-row" }, meter,
      K.h("div", { class: "muted" }, K.h("span", { class: "plus-ink" }, plus + " cooperation"), " · ", K.h("span", { class: "minus-ink" }, minus + " conflict")));
  }

  function identity(actor) {
    const rows = [];
    const add = (term, ...value) => rows.push(K.h("dt", {}, term), K.h("dd", {}, value));
    for (const role of actor.roles || []) {
      add("role", K.bdi(role.title), role.of ? [" of ", K.actorButton(role.of)] : null, role.start ? K.h("span", { class: "muted" }, " since " + role.start + " in print") : null);
    }
    for (const whole of actor.part_of || []) add("part of", K.actorButton(whole));
    if (actor.country) add("country", actor.country);
    if (actor.sector) add("sector", actor.sector);
    if (actor.aliases.length) add("also", K.bdi(actor.aliases.slice(0, 12).map((a) => a.slice(0, 200)).join(", ") + (actor.aliases.length > 12 ? " …" : "")));
    if (/^Q[0-9]+$/.test(actor.wikidata || "")) add("Wikidata", K.link("https://www.wikidata.org/wiki/" + actor.wikidata, actor.wikidata));
    if (actor.measures) {
      const { degree, betweenness, community, cut } = actor.measures;
      add("centrality", "degree " + degree + ", betweenness " + betweenness + (cut ? ", holds parts of the graph together" : ""));
      const group = K.own(K.communities, community);
      if (group) add("community", "around ", K.bdi(group));
    }
    return K.h("dl", { class: "facts identity" }, rows);
  }

  function actorView(actor) {
    const ties = actor.lines.map((index) => K.lines[index]).filter((line) => K.visible.lines[line.index])
      .sort((a, b) => K.visible.lines[b.index].claims.size - K.visible.lines[a.index].claims.size || a.index - b.index);
    const made = shown(actor.made);
    const about = shown(actor.about);
    const look = K.looks[actor.type];
    return [
      back(),
      K.h("p", { class: "kicker" }, K.swatch(look.shape, K.shade(look.color)), K.kind(actor.type)),
      K.h("h2", { dir: "auto", class: "name" }, K.bdi(actor.name)),
      balance(actor),
      identity(actor),
      section("Ties", ties.length, K.h("ul", { class: "pairs" }, ties.map((line) => K.h("li", {}, pairButton(line, actor.id)))), true),
      section("Claims made", made.length, K.cards(made), made.length <= 3),
      section("Claims about", about.length, K.cards(about), about.length <= 3),
      !ties.length && !made.length && !about.length
        ? K.h("p", { class: "lead" }, K.activeFilters() ? "The filters hide everything about this actor." : "Mentioned " + K.plural(actor.mentions || 0, "time") + ", but no claim was read about this actor.") : null,
    ];
  }

  function lineView(line) {
    const state = K.visible.lines[line.index];
    const groups = new Map();
    const seen = new Set();
    const wanted = line.edges.map((number) => K.edges[number]).filter((edge) => K.visible.edgeClaims[edge.index] !== undefined);
    const rank = (edge) => (edge.kind === "attribution" ? 1 : edge.kind === "affiliation" ? 2 : 0);
    wanted.sort((a, b) => rank(a) - rank(b) || b.claims.length - a.claims.length || a.index - b.index);
    for (const edge of wanted) {
      const key = [edge.source, K.relation(edge), edge.target].join("\u0000");
      if (!groups.has(key)) groups.set(key, { edge, claims: [] });
      for (const claim of shown(edge.claims)) {
        if (!seen.has(claim.index)) groups.get(key).claims.push(claim);
        seen.add(claim.index);
      }
    }
    return [
      back(),
      K.h("p", { class: "kicker" }, K.h("span", { class: "line " + (state ? state.look : "neutral"), "aria-hidden": "true" }),
        state && state.claims.size ? K.plural(state.claims.size, "claim") : "Affiliation"),
      K.h("h2", { class: "name ends" }, K.actorButton(line.a), K.h("span", { class: "muted" }, "and"), K.actorButton(line.b)),
      [...groups.values()].map(({ edge, claims }) => K.h("section", { class: "relation" },
        K.h("h3", {}, K.bdi(K.name(edge.source)), " ", K.h("em", { class: K.category(edge) }, K.relation(edge)), " ", K.bdi(K.name(edge.target))),
        claims.length ? K.cards(claims) : edge.kind === "affiliation" ? null : K.h("p", { class: "muted" }, "By claims shown above."))),
      groups.size ? null : K.h("p", { class: "lead" }, "The filters hide every claim between these two."),
    ];
  }

  K.showPanel = function () {
    const chosen = K.state.selection;
    let content;
    if (!chosen) content = overview();
    else if (chosen.kind === "actor") content = actorView(K.actors.get(chosen.id));
    else if (chosen.kind === "line") content = lineView(K.lines[chosen.index]);
    else content = [back(), K.h("p", { class: "kicker" }, "Claim"), K.card(K.claims[chosen.index])];
    panel.replaceChildren(...content.flat(3).filter(Boolean));
    panel.scrollTop = 0;
  };
})(window.kgraph);
