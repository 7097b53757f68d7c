// The shortest way from one actor to another along what is claimed, with the sentences behind each step.
(function (K) {
  "use strict";

  K.found = null; // {actors, lines, direct}: the path that is shown

  // Breadth first; of equally short ways the one that most claims stand behind, all steps together.
  function search(a, b, usable) {
    const before = new Map([[a, null]]); // {index of the line, from whom, claims of the whole way}
    let edge = [a];
    while (edge.length && !before.has(b)) {
      const reached = new Map();
      for (const id of edge) {
        for (const index of K.actors.get(id).lines) {
          const shown = K.visible.lines[index];
          if (!shown || !usable(shown)) continue;
          const other = K.otherEnd(K.lines[index], id);
          if (before.has(other)) continue;
          const claims = shown.weight + (before.get(id) ? before.get(id).claims : 0);
          const best = reached.get(other);
          if (!best || claims > best.claims) reached.set(other, { index, from: id, claims });
        }
      }
      for (const [id, step] of reached) before.set(id, step);
      edge = [...reached.keys()];
    }
    if (!before.has(b)) return null;
    const actors = [b];
    const lines = [];
    for (let step = before.get(b); step; step = before.get(step.from)) {
      actors.unshift(step.from);
      lines.unshift(step.index);
    }
    return { actors, lines };
  }
  // Along claims where that is possible, else with the help of affiliations.
  K.findPath = function (a, b) {
    const claimed = search(a, b, (shown) => shown.weight > 0);
    const found = claimed || search(a, b, () => true);
    return found && Object.assign(found, { direct: Boolean(claimed) });
  };

  // The path over the whole store, where the server was asked and nothing on it is hidden.
  function wholePath({ a, b }) {
    const told = K.filtersPart() || K.state.world ? undefined : K.pathTold(a, b);
    if (!told || !told.path.length) return null;
    const lines = told.path.slice(1).map((id, i) => K.lineBetween(told.path[i], id)).map((line) => line && K.visible.lines[line.index] && line.index);
    return lines.every(Number.isInteger) ? { actors: told.path, lines, direct: told.direct, whole: true } : null;
  }
  // Over how much the path was looked for.
  const extent = () => (!K.partial() ? "" : K.found && K.found.whole ? " Nothing shorter is in the whole store." : K.filtersPart() || K.state.world
    ? " Looked for in what is loaded alone, to which the filters apply; without filters it is looked for in the whole store." : " Looked for in what is loaded and not hidden.");

  K.updatePath = function () {
    const chosen = K.state.selection;
    K.found = chosen && chosen.kind === "path" && chosen.a && chosen.b && chosen.a !== chosen.b ? wholePath(chosen) || K.findPath(chosen.a, chosen.b) : null;
  };

  function steps({ actors, lines, direct }) {
    const rows = lines.map((index, i) => {
      const line = K.lines[index];
      const shown = K.visible.lines[index];
      return K.h("li", { class: "step" },
        K.h("h3", {}, K.h("span", { class: "number" }, String(i + 1)), K.bdi(K.clip(K.name(actors[i]), 80)), " – ", K.bdi(K.clip(K.name(actors[i + 1]), 80))),
        K.h("p", { class: "muted" }, K.h("span", { class: "line " + shown.look, "aria-hidden": "true" }), K.wordsOf(shown).slice(0, 3).join(", ")),
        K.lazy({ open: i === 0 }, K.h("summary", { "data-key": "step-" + i }, shown.weight ? "Evidence: " + K.plural(shown.weight, "claim") : "By affiliation"), () => K.evidence(line)));
    });
    return [
      K.h("p", { class: "lead" }, K.plural(lines.length, "step") + (direct ? "" : "; some of them by affiliation alone, for no claims lead all the way") + "." + extent()),
      K.h("p", { class: "route" }, actors.map((id, i) => [i ? " › " : "", K.actorButton(id)])),
      K.h("ol", { class: "steps" }, rows),
    ];
  }

  K.pathView = function (chosen) {
    const actor = (id) => (id ? K.actors.get(id) : null);
    const both = chosen.a && chosen.b;
    const go = (a, b) => {
      const loading = K.select({ kind: "path", a, b });
      const shown = () => {
        if (K.found) K.fit(K.found.actors);
        if (a && b) K.say(K.found ? "A path of " + K.plural(K.found.lines.length, "step") : "No path");
      };
      loading ? loading.then(shown) : shown();
      K.focusField(a ? "pick-To" : "pick-From");
    };
    const asked = K.partial() && both && !K.filtersPart() && !K.state.world;
    const told = asked ? K.pathTold(chosen.a, chosen.b) : undefined;
    const none = (K.activeFilters() ? "Nothing that passes the filters connects the two." : "Nothing connects the two.")
      + (K.state.hidden.size ? " No path goes by actors that are hidden." : "");
    return [
      K.back(),
      K.h("p", { class: "kicker" }, "Shortest path"),
      K.h("h2", {}, "How are two actors connected?"),
      K.h("div", { class: "form" }, K.picker("From", actor(chosen.a), (a) => go(a.id, chosen.b)), K.picker("To", actor(chosen.b), (b) => go(chosen.a, b.id)),
        both ? K.action("Swap", () => go(chosen.b, chosen.a), { class: "more" }) : null),
      !both ? K.h("p", { class: "lead" }, "Choose both ends. The path keeps to the ties that the filters leave.")
        : chosen.a === chosen.b ? K.h("p", { class: "lead" }, "Both ends are the same actor.")
          : asked && told === undefined ? K.h("p", { class: "lead" }, "Looking in the whole store …")
            : K.found ? steps(K.found) : K.h("p", { class: "lead" }, none + (told && !told.path.length ? " The whole store was looked through." : extent())),
    ];
  };
})(window.kgraph);
