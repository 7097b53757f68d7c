// A text field that finds actors: arrows and Enter choose, Esc leaves, the mouse works as well.
(function (K) {
  "use strict";

  const MOST = 12;

  // Whole name, then its beginning, then the beginning of a word in it, then anywhere.
  function score(folded, query) {
    if (folded === query) return 4;
    if (folded.startsWith(query)) return 3;
    let at = folded.indexOf(query);
    if (at < 0) return 0;
    for (; at >= 0; at = folded.indexOf(query, at + 1)) if (!/[\p{L}\p{N}]/u.test(folded[at - 1])) return 2;
    return 1;
  }
  let index = [];
  let indexed = -1;
  function names() {
    if (indexed !== K.version) {
      indexed = K.version;
      index = [...K.actors.values()].map((actor) => ({
        actor,
        names: [actor.name, ...actor.aliases].map((name) => name.slice(0, 500)).map((name) => ({ name, folded: K.fold(name) })),
        weight: actor.lines.length + actor.made.length,
      }));
    }
    return index;
  }
  K.search = function (text, allowed) {
    const query = K.fold(text.trim());
    if (!query) return [];
    const hits = [];
    for (const { actor, names: known, weight } of names()) {
      if (allowed && !allowed(actor)) continue;
      let best = null;
      for (const { name, folded } of known) {
        const points = score(folded, query);
        if (points && (!best || points > best.points)) best = { actor, name, points, weight };
      }
      if (best) hits.push(best);
    }
    return hits.sort((a, b) => b.points - a.points || b.weight - a.weight || K.compare(a.actor.name, b.actor.name));
  };

  // input and list: elements; choose(actor) is told; allowed(actor) says who may be found; note(actor) is shown beside a name.
  K.combobox = function ({ input, list, choose, allowed, clear = true }) {
    let results = [];
    let active = -1;
    let asking = 0;

    function option(hit, i) {
      const { actor, name } = hit;
      return K.h("li", { role: "option", id: list.id + "-" + i, "aria-selected": String(i === active), onmousedown: (event) => { event.preventDefault(); take(i); } },
        K.sign(actor), K.bdi(actor.name.slice(0, 120), { class: "text" }),
        K.h("span", { class: "muted" }, name === actor.name ? K.kind(actor.type) : ["also ", K.bdi(name.slice(0, 60))]));
    }
    function show() {
      const rows = results.slice(0, MOST).map(option);
      const remark = (text) => rows.push(K.h("li", { class: "muted rest", role: "option", "aria-disabled": "true", "aria-selected": "false" }, text));
      if (results.length > MOST) remark(K.plural(results.length - MOST, "more", "more") + "; type on");
      if (!results.length && input.value.trim()) remark("No actor of that name");
      list.replaceChildren(...rows);
      list.hidden = !rows.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      if (active >= 0) input.setAttribute("aria-activedescendant", list.id + "-" + active);
      else input.removeAttribute("aria-activedescendant");
      const chosen = list.children[active];
      if (chosen) chosen.scrollIntoView({ block: "nearest" });
    }
    function close() {
      results = [];
      active = -1;
      list.replaceChildren();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function take(i) {
      const hit = results[i];
      if (!hit) return;
      if (clear) input.value = "";
      close();
      if (!K.actors.has(hit.actor.id)) K.merge({ actors: { [hit.actor.id]: hit.actor } });
      const actor = K.actors.get(hit.actor.id);
      if (!K.loader || actor.told) choose(actor);
      else K.loader.actor(actor.id).then(() => choose(actor));
    }
    function find() {
      results = K.search(input.value, allowed);
      active = results.length ? 0 : -1;
      show();
    }
    // Those of whom only the server knows come after those who are here.
    function ask(text) {
      clearTimeout(asking);
      if (!K.loader || !text.trim()) return;
      asking = setTimeout(() => K.loader.search(text).then((found) => {
        if (input.value !== text || document.activeElement !== input) return;
        const here = new Set(results.map((hit) => hit.actor.id));
        results = results.concat(found.filter((actor) => !here.has(actor.id) && !(K.actors.has(actor.id) && allowed && !allowed(K.actors.get(actor.id)))).map((actor) => ({ actor, name: actor.name })));
        if (active < 0 && results.length) active = 0;
        show();
      }), 120);
    }

    input.addEventListener("input", () => {
      find();
      ask(input.value);
    });
    // What was typed and not chosen is dropped: a form's field then tells again who is chosen.
    function reset() {
      input.value = clear ? "" : input.defaultValue;
      close();
    }
    input.addEventListener("blur", clear ? close : reset);
    input.addEventListener("keydown", (event) => {
      const last = Math.min(results.length, MOST) - 1;
      if (last < 0 && /^Arrow(Down|Up)$/.test(event.key)) return event.preventDefault();
      if (event.key === "ArrowDown") active = active >= last ? 0 : active + 1;
      else if (event.key === "ArrowUp") active = active <= 0 ? last : active - 1;
      else if (event.key === "Enter") {
        event.preventDefault();
        return take(Math.max(active, 0));
      } else if (event.key === "Escape") {
        // In a form Esc first closes the list, then what the form stands in.
        if (!clear && list.hidden) return undefined;
        event.stopPropagation();
        reset();
        return clear ? input.blur() : undefined;
      } else return undefined;
      event.preventDefault();
      return show();
    });
  };

  let made = 0;
  // The same as a field of a form, with its label; choose(actor) is told.
  K.picker = function (label, actor, choose, allowed) {
    const id = "pick" + ++made;
    const input = K.h("input", {
      id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": id + "-found",
      "aria-autocomplete": "list", placeholder: "Name or alias", value: actor ? K.clip(actor.name, 200) : "", "data-key": "pick-" + label,
    });
    const list = K.h("ul", { id: id + "-found", class: "found", role: "listbox", "aria-label": label, hidden: true });
    K.combobox({ input, list, choose, allowed, clear: false });
    input.addEventListener("focus", () => input.select());
    return K.h("div", { class: "picker" }, K.h("label", { for: id }, label), K.h("div", { class: "field" }, input, list));
  };
})(window.kgraph);
