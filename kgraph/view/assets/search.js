// Find actors by name or alias, with the keyboard alone: "/" to start, arrows and Enter to choose, Esc to leave.
(function (K) {
  "use strict";

  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const MOST = 12;
  let results = [];
  let active = -1;

  const index = [...K.actors.values()].map((actor) => ({
    actor,
    names: [actor.name, ...actor.aliases].map((name) => name.slice(0, 500)).map((name) => ({ name, folded: K.fold(name) })),
    weight: actor.lines.length + actor.made.length,
  }));

  // Whole name, then its beginning, then the beginning of a word in it, then anywhere.
  function score(folded, query) {
    if (folded === query) return 4;
    if (folded.startsWith(query)) return 3;
    const at = folded.indexOf(query);
    if (at < 0) return 0;
    return /[\p{L}\p{N}]/u.test(folded[at - 1]) ? 1 : 2;
  }

  K.search = function (text) {
    const query = K.fold(text.trim());
    if (!query) return [];
    const hits = [];
    for (const { actor, names, weight } of index) {
      let best = null;
      for (const { name, folded } of names) {
        const points = score(folded, query);
        if (points && (!best || points > best.points)) best = { actor, name, points, weight };
      }
      if (best) hits.push(best);
    }
    return hits.sort((a, b) => b.points - a.points || b.weight - a.weight || K.compare(a.actor.name, b.actor.name));
  };

  function option(hit, i) {
    const { actor, name } = hit;
    return K.h("li", { role: "option", id: "found-" + i, "aria-selected": String(i === active), onmousedown: (event) => { event.preventDefault(); choose(i); } },
      K.swatch(K.looks[actor.type].shape, K.shade(K.looks[actor.type].color)), K.bdi(actor.name.slice(0, 120), { class: "text" }),
      K.h("span", { class: "muted" }, name === actor.name ? K.kind(actor.type) : ["also ", K.bdi(name.slice(0, 60))]));
  }

  function show() {
    const rows = results.slice(0, MOST).map(option);
    if (results.length > MOST) rows.push(K.h("li", { class: "muted rest", role: "presentation" }, K.plural(results.length - MOST, "more", "more") + "; type on"));
    if (!results.length && input.value.trim()) rows.push(K.h("li", { class: "muted rest", role: "presentation" }, "No actor of that name"));
    list.replaceChildren(...rows);
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) input.setAttribute("aria-activedescendant", "found-" + active);
    else input.removeAttribute("aria-activedescendant");
  }
  function close() {
    results = [];
    active = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function choose(i) {
    const hit = results[i];
    if (!hit) return;
    input.value = "";
    close();
    K.select({ kind: "actor", id: hit.actor.id }, { focus: true });
    document.getElementById("detail").focus({ preventScroll: true });
  }

  input.addEventListener("input", () => {
    results = K.search(input.value);
    active = results.length ? 0 : -1;
    show();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = Math.min(results.length, MOST) - 1;
    if (event.key === "ArrowDown") active = active >= last ? 0 : active + 1;
    else if (event.key === "ArrowUp") active = active <= 0 ? last : active - 1;
    else if (event.key === "Enter") return choose(Math.max(active, 0));
    else if (event.key === "Escape") {
      event.stopPropagation();
      input.value = "";
      close();
      return input.blur();
    } else return undefined;
    event.preventDefault();
    return show();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
})(window.kgraph);
