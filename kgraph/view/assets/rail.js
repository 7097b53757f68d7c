// The rail at the left: filters with their counts, which are the legend too.
(function (K) {
  "use strict";

  const holder = document.getElementById("facets");
  const SHORT = 6;
  const LONG = 300;
  const open = new Set();
  const narrowed = new Map();

  const STROKES = { attribution: "4 4", affiliation: "1 3" };
  function icon(facet, value) {
    if (facet.name === "type") return K.swatch((K.own(K.looks, value) || { shape: "dot" }).shape, K.state.colour === "type" ? K.valueColour("type", value) : "var(--muted)");
    if (facet.colour) return K.swatch("dot", K.valueColour(facet.name, value));
    if (facet.name === "relation") return K.stroke("var(--" + value + ")", STROKES[value]);
    if (facet.name === "event" && value) return K.h("span", { class: "dot " + (K.eventSign(value) > 0 ? "plus" : "minus"), "aria-hidden": "true" });
    return null;
  }
  const noun = (facet, value) => (facet.actor ? "actor" : value === "affiliation" && facet.name === "relation" ? "affiliation" : "claim");
  function row(facet, value, count) {
    const chosen = K.state.filters[facet.name].has(value);
    const box = K.h("input", { type: "checkbox", checked: chosen, "data-facet": facet.name, "data-value": value, "data-key": facet.name + "=" + value });
    box.addEventListener("change", () => K.toggle(facet.name, value, box.checked));
    return K.h("label", { class: "choice" + (count ? "" : " none") + (chosen ? " on" : "") },
      box, icon(facet, value), K.bdi(facet.label(value).slice(0, 200), { class: "text" }),
      K.h("span", { class: "count", title: K.plural(count, noun(facet, value)) }, K.count(count)), K.h("span", { class: "hidden" }, " " + noun(facet, value) + (count === 1 ? "" : "s")));
  }

  // The place of each value in the alphabet, worked out once: comparing names is slow.
  const orders = new Map();
  function alphabet(facet, values) {
    const known = orders.get(facet.name);
    if (known && known.version === K.version && known.size === values.length) return known.places;
    const sorted = values.map(([value]) => [value, facet.label(value)]).sort((a, b) => K.compare(a[1], b[1]));
    const places = new Map(sorted.map(([value], i) => [value, i]));
    orders.set(facet.name, { version: K.version, size: values.length, places });
    return places;
  }
  function narrowing(facet, all) {
    const input = K.h("input", { type: "search", class: "narrow", placeholder: "Narrow " + K.count(all), "aria-label": "Narrow the list: " + facet.title, value: narrowed.get(facet.name) || "", "data-key": "narrow-" + facet.name });
    input.addEventListener("input", () => {
      narrowed.set(facet.name, input.value);
      K.showRail();
    });
    return input;
  }
  function group(facet) {
    const chosen = K.state.filters[facet.name];
    // Groups that explain colours show while the colours mean them.
    if (facet.colour && K.state.colour !== facet.name && !chosen.size) return null;
    const tally = K.tally(facet);
    let values = [...tally].filter(([value, count]) => count > 0 || chosen.has(value) || !facet.fixed);
    if (!facet.fixed) {
      const places = alphabet(facet, values);
      values.sort((a, b) => b[1] - a[1] || places.get(a[0]) - places.get(b[0]));
    }
    if (!values.length) return null;
    const all = values.length;
    const whole = open.has(facet.name);
    const word = whole && narrowed.get(facet.name) ? K.fold(narrowed.get(facet.name)) : "";
    if (word) values = values.filter(([value]) => chosen.has(value) || K.fold(facet.label(value)).includes(word));
    if (!whole && all > SHORT + 2) values = values.filter(([value], i) => i < SHORT || chosen.has(value));
    const rest = values.length - LONG;
    const more = all > SHORT + 2 && K.action(whole ? "Show fewer" : "Show all " + K.count(all), () => {
      whole ? open.delete(facet.name) : open.add(facet.name);
      narrowed.delete(facet.name);
      K.showRail();
    }, { class: "more", "aria-expanded": String(whole), "aria-label": (whole ? "Show fewer: " : "Show all " + K.count(all) + ": ") + facet.title, "data-key": "more-" + facet.name });
    return K.h("fieldset", { class: "facet" }, K.h("legend", {}, facet.title), whole && all > 20 && narrowing(facet, all),
      values.slice(0, LONG).map(([value, count]) => row(facet, value, count)),
      rest > 0 && K.h("p", { class: "muted rest" }, K.count(rest) + " more; narrow the list to find them"), more);
  }

  K.showRail = function () {
    K.refill(holder, K.ofLoaded("Counts here are"), K.facets.map(group));
    K.showDates();
    const active = K.activeFilters();
    for (const button of document.querySelectorAll(".clear")) {
      button.hidden = active === 0;
      button.textContent = "Clear " + active;
    }
    document.getElementById("open-rail").textContent = active ? "Filters (" + active + ")" : "Filters";
  };
})(window.kgraph);
