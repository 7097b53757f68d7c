// The world according to one actor: only their claims, and how they differ from another's.
(function (K) {
  "use strict";

  const banner = document.getElementById("banner");
  // Of whom little is loaded nobody here knows whether they speak.
  const speaks = (actor) => actor.made.length > 0 || (K.partial() && (!actor.told || actor.told.made > 0));

  // Where a server has the rest it is asked first.
  K.setWorld = function (x, y) {
    const other = y && y !== x ? y : null;
    if (!x || !K.partial() || K.told.worlds.has(JSON.stringify([x, other]))) return enter(x, other);
    K.say("Loading …");
    return K.loader.world(x, other).then(() => enter(x, other));
  };
  function enter(x, y) {
    K.state.world = x ? { x, y } : null;
    K.state.selection = { kind: "world" };
    K.change();
    K.fit();
    if (x) K.say("Only claims of " + K.clip(K.name(x), 60) + (K.state.world.y ? " and " + K.clip(K.name(y), 60) : ""));
  }

  // What each of the two says of a pair: by relation, with the polarity in which each says it.
  function difference({ x, y }) {
    const said = new Map();
    for (const edge of K.edges) {
      if (K.visible.edgeClaims[edge.index] === undefined) continue; // the filters hide it
      for (const claim of K.shownClaims(edge.claims)) {
        const key = JSON.stringify([edge.source, edge.target, edge.relation]);
        if (!said.has(key)) said.set(key, { edge, x: new Set(), y: new Set(), claims: new Set() });
        const item = said.get(key);
        if (claim.makers.has(x)) item.x.add(claim.polarity);
        if (claim.makers.has(y)) item.y.add(claim.polarity);
        item.claims.add(claim.index);
      }
    }
    const lists = { onlyx: [], onlyy: [], agree: [], differ: [] };
    for (const item of said.values()) {
      if (!item.y.size || !item.x.size) {
        lists[item.x.size ? "onlyx" : "onlyy"].push(item);
        continue;
      }
      // Who both affirms and denies can agree with somebody and contradict them.
      const both = (one, other) => item.x.has(one) && item.y.has(other);
      if (both("+", "+") || both("-", "-")) lists.agree.push(item);
      if (both("+", "-") || both("-", "+")) lists.differ.push(item);
    }
    for (const list of Object.values(lists)) list.sort((a, b) => b.claims.size - a.claims.size || a.edge.index - b.edge.index);
    return lists;
  }

  function statement({ edge, size, x, y }, look) {
    const denied = (signs) => signs.size === 1 && signs.has("-");
    const index = K.lineBetween(edge.source, edge.target).index;
    const doubt = look === "differ" ? ["one affirms, one denies"] : denied(x) || denied(y) ? ["denied"] : [];
    return K.h("li", {}, K.h("button", { type: "button", class: "pair", onclick: () => K.select({ kind: "line", index }) },
      K.h("span", { class: "line " + (look === "agree" || look === "differ" ? "both" : look), "aria-hidden": "true" }),
      K.h("span", { class: "who" }, K.bdi(K.clip(K.name(edge.source), 80)), " ", K.h("em", {}, edge.relation), " ", K.bdi(K.clip(K.name(edge.target), 80))),
      K.h("span", { class: "count" }, K.count(size)), K.h("span", { class: "what" }, doubt.join(""))));
  }
  function compared({ x, y }) {
    const told = K.worldTold();
    if (told && !K.filtersPart()) return comparedWhole({ x, y }, told);
    const lists = difference({ x, y });
    const [one, other] = [K.clip(K.name(x), 60), K.clip(K.name(y), 60)];
    const part = (name, title) => K.section(title, lists[name].length, () => K.some(K.h("ul", { class: "pairs" }), lists[name], (item) => statement(Object.assign(item, { size: item.claims.size }), name), 100), true);
    const parts = [part("differ", "They contradict each other"), part("agree", "Both say"), part("onlyx", "Only " + one), part("onlyy", "Only " + other)];
    const untied = K.visible.claims.filter((claim) => !claim.edges.some((number) => K.visible.edgeClaims[number] !== undefined)).length;
    return [K.ofLoaded("This comparison is"), parts.some(Boolean) ? parts : K.h("p", { class: "lead" }, "Neither says anything of two actors that the filters leave."),
      untied ? K.h("p", { class: "muted" }, K.plural(untied, "claim") + " of theirs " + (untied === 1 ? "ties" : "tie") + " no two actors that are drawn; the Claims tab lists all.") : null];
  }
  // The same over the whole store, as the server told; of long lists it told the first.
  function comparedWhole({ x, y }, told) {
    const [one, other] = [K.clip(K.name(x), 60), K.clip(K.name(y), 60)];
    const item = (row) => ({ edge: row, size: row.claims, x: new Set(row.x), y: new Set(row.y) });
    const part = (name, title) => {
      const { count, first } = told.lists[name];
      const left = count - first.length;
      return K.section(title, count, () => K.h("div", {}, K.some(K.h("ul", { class: "pairs" }), first.map(item), (row) => statement(row, name), 100),
        left > 0 ? K.h("p", { class: "muted" }, "The " + K.count(first.length) + " with most claims of " + K.count(count) + ".") : null), true);
    };
    const parts = [part("differ", "They contradict each other"), part("agree", "Both say"), part("onlyx", "Only " + one), part("onlyy", "Only " + other)].filter(Boolean);
    return [wholeLead(told), parts.length ? parts : K.h("p", { class: "lead" }, "Neither says anything of two actors.")];
  }
  // How much of a world there is, and how much of it is drawn and loaded.
  function wholeLead(told) {
    const made = [told.x, told.y].filter(Boolean).map((id, i) => [i ? "; " : "", K.bdi(K.clip(K.name(id), 60)), " makes " + K.plural(told.claims[i], "claim") + " in the store ("
      + K.count(K.shownClaims(K.actors.get(id).made).length) + " loaded; ", K.pageLink(id, "all of them", { "data-key": "world-all-" + i }), ")"]);
    return K.h("p", { class: "muted whole" }, made, ". They tie " + K.plural(told.ties, "pair") + " of actors, of which " + (told.drawn.length < told.ties ? "the " + K.count(told.drawn.length) + " with most claims are drawn." : "all are drawn."));
  }
  function alone(x) {
    const claims = K.visible.claims;
    const lines = K.byClaims(K.lines.filter((line) => K.visible.lines[line.index]));
    const told = K.worldTold();
    if (!claims.length && !(told && told.claims[0])) return K.h("p", { class: "lead" }, K.name(x) + " claims nothing that the filters leave.");
    return [told ? wholeLead(told) : K.ofLoaded("This world is"), told && K.filtersPart() ? K.ofLoaded("Counts with filters are") : null, K.section("Ties in this world", lines.length, () => K.h("div", {}, K.pairs(lines)), true), K.section(K.partial() ? "Claims loaded" : "Claims", claims.length, () => K.cards(claims), claims.length <= 5)];
  }

  // Those who claim most, to begin with.
  function foremost() {
    const voices = [...K.actors.values()].filter(speaks).map((actor) => [K.shownClaims(actor.made).length, actor]).filter(([made]) => made)
      .sort(([m, a], [n, b]) => n - m || K.compare(a.name, b.name)).slice(0, 10);
    if (!voices.length) return null;
    return [K.h("h3", {}, "Who claims most"), K.h("ol", { class: "ranking" }, voices.map(([made, actor]) => K.h("li", {}, K.sign(actor),
      K.action(K.bdi(K.clip(actor.name, 80)), () => K.setWorld(actor.id, null), { class: "actor", "data-key": "voice-" + actor.id }), K.h("span", { class: "count" }, K.plural(made, "claim")))))];
  }

  K.worldView = function () {
    const world = K.state.world;
    const actor = (id) => (id ? K.actors.get(id) : null);
    return [
      K.back(),
      K.h("p", { class: "kicker" }, world && world.y ? "Two worlds" : "One world"),
      K.h("h2", {}, "The world according to " + (world ? "" : "…"), world ? K.bdi(K.clip(K.name(world.x), 80)) : null, world && world.y ? [" and to ", K.bdi(K.clip(K.name(world.y), 80))] : null),
      K.h("div", { class: "form" },
        K.picker("According to", world && actor(world.x), (a) => { K.setWorld(a.id, world && world.y); K.focusField("pick-Compare with"); }, speaks),
        world ? K.picker("Compare with", actor(world.y), (b) => { K.setWorld(world.x, b.id); K.focusField("pick-Compare with"); }, speaks) : null,
        world && world.y ? K.action("Stop comparing", () => K.setWorld(world.x, null), { class: "more" }) : null),
      world ? (world.y ? compared(world) : alone(world.x)) : [K.h("p", { class: "lead" }, "Choose somebody who is quoted or cited: only what they claim is then drawn, listed and counted."), foremost()],
    ];
  };

  K.showBanner = function () {
    const world = K.state.world;
    banner.hidden = !world;
    if (!world) return;
    const name = (id) => K.bdi(K.clip(K.name(id), 50));
    const key = (look, content) => K.h("span", { class: "key" }, K.h("span", { class: "line " + look, "aria-hidden": "true" }), content);
    K.refill(banner, K.h("span", {}, "According to ", K.h("strong", {}, name(world.x)), world.y ? [" and ", K.h("strong", {}, name(world.y))] : null),
      world.y ? [key("onlyx", ["only", name(world.x)]), key("onlyy", ["only", name(world.y)]), key("both", "both")] : null,
      K.action(world.y ? "Details" : "Compare …", () => { K.select({ kind: "world" }); K.focusField("pick-Compare with"); }, { class: "more", "data-key": "compare" }),
      K.action("Everybody", () => { K.state.world = null; if (K.state.selection && K.state.selection.kind === "world") K.state.selection = null; K.change(); }, { class: "more", "data-key": "everybody" }));
  };
})(window.kgraph);
