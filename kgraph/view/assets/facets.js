// Filters: what each can be asked for, what then remains visible, and the rail that doubles as the legend.
(function (K) {
  "use strict";

  const NONE = "";
  const SHORT = 6;
  const holder = document.getElementById("facets");
  const open = new Set();

  // of(claim) lists the values of a claim. Types are counted by actor, and a tie needs both of its ends of an asked type.
  K.facets = [
    { name: "relation", title: "Ties", of: (claim) => [...claim.relations], label: (v) => K.relations[v], fixed: Object.keys(K.relations) },
    { name: "type", title: "Actors", of: (claim) => [...claim.types], label: (v) => K.looks[v].label },
    { name: "claim", title: "Claims", of: (claim) => [claim.type], label: K.claimType },
    { name: "event", title: "PLOVER event", of: (claim) => [claim.event || NONE], label: (v) => (v ? K.title(v) : "No event type") },
    { name: "certainty", title: "Certainty", of: (claim) => [claim.certainty], label: K.title, fixed: ["certain", "probable", "possible"] },
    { name: "polarity", title: "Polarity", of: (claim) => [claim.polarity], label: (v) => (v === "-" ? "Denied or negated" : "Affirmed"), fixed: ["+", "-"] },
    { name: "source", title: "Source", of: (claim) => (claim.makers.size ? [...claim.makers] : [NONE]), label: (v) => (v ? K.name(v) : "The article itself") },
    { name: "publisher", title: "Publisher", of: (claim) => [claim.publisher || NONE], label: (v) => v || "Not known" },
  ];
  for (const facet of K.facets) K.state.filters[facet.name] = new Set();
  const asks = (name, value) => K.state.filters[name].size === 0 || K.state.filters[name].has(value);
  K.activeFilters = () => K.facets.reduce((sum, facet) => sum + K.state.filters[facet.name].size, 0);

  // Each claim's number of facets that refuse it, and the one that does when it is only one: that gives all counts in one pass.
  function refusals() {
    return K.claims.map((claim) => {
      let count = 0;
      let only = null;
      for (const facet of K.facets) {
        if (K.state.filters[facet.name].size && !facet.of(claim).some((v) => K.state.filters[facet.name].has(v))) {
          count += 1;
          only = facet.name;
        }
      }
      return { count, only };
    });
  }

  function lineState(line, claimShown, filtered) {
    if (!asks("type", K.actors.get(line.a).type) || !asks("type", K.actors.get(line.b).type)) return null;
    const claims = new Set();
    const words = new Map();
    const state = { to: false, from: false, plus: 0, minus: 0, deeds: 0, about: 0 };
    for (const number of line.edges) {
      const edge = K.edges[number];
      const category = K.category(edge);
      if (!asks("relation", category)) continue;
      const shown = edge.claims.filter((index) => claimShown[index]);
      if (!shown.length && (edge.kind !== "affiliation" || (filtered && !K.state.filters.relation.has("affiliation")))) continue;
      K.visible.edgeClaims[number] = shown.length;
      shown.forEach((index) => claims.add(index));
      words.set(K.relation(edge), (words.get(K.relation(edge)) || 0) + shown.length);
      if (edge.directed) state[edge.source === line.a ? "to" : "from"] = true;
      if (category === "cooperation") state.plus += shown.length;
      if (category === "conflict") state.minus += shown.length;
      if (category === "neutral") state.deeds += shown.length;
      if (category === "attribution") state.about += shown.length;
    }
    if (!words.size) return null;
    let look = "affiliation";
    if (state.plus || state.minus) look = state.minus >= state.plus ? "conflict" : "cooperation";
    else if (state.deeds) look = "neutral";
    else if (state.about) look = "attribution";
    const ranked = [...words].sort((a, b) => b[1] - a[1] || K.compare(a[0], b[0])).map(([word]) => word);
    return { claims, words: ranked, to: state.to && look !== "affiliation", from: state.from && look !== "affiliation", look };
  }

  // Claims, lines and actors that the filters leave visible.
  K.filter = function () {
    const refused = refusals();
    const claimShown = refused.map((r) => r.count === 0);
    const filtered = K.facets.some((facet) => facet.name !== "type" && K.state.filters[facet.name].size);
    K.visible = { refused, edgeClaims: {}, claims: K.claims.filter((claim) => claimShown[claim.index]), lines: [], actors: new Set() };
    K.visible.lines = K.lines.map((line) => lineState(line, claimShown, filtered));
    K.lines.forEach((line, index) => {
      if (K.visible.lines[index]) K.visible.actors.add(line.a).add(line.b);
    });
    for (const id of K.state.extra) if (asks("type", K.actors.get(id).type)) K.visible.actors.add(id);
  };

  function counts(facet) {
    const tally = new Map((facet.fixed || []).map((value) => [value, 0]));
    const add = (value) => tally.set(value, (tally.get(value) || 0) + 1);
    if (facet.name === "type") {
      // All types that take part, each with how many of its actors are drawn now or would be.
      const tied = new Set(K.lines.flatMap((line) => [line.a, line.b]));
      for (const id of tied) add(K.actors.get(id).type);
      return tally;
    }
    if (facet.name === "relation" && K.edges.some((e) => e.kind === "affiliation")) {
      tally.set("affiliation", K.edges.filter((e) => e.kind === "affiliation").length);
    }
    for (const claim of K.claims) {
      const { count, only } = K.visible.refused[claim.index];
      for (const value of facet.of(claim)) {
        if (count === 0 || (count === 1 && only === facet.name)) add(value);
        else tally.set(value, tally.get(value) || 0);
      }
    }
    return tally;
  }

  const STROKES = { attribution: "4 4", affiliation: "1 3" };
  function icon(facet, value) {
    if (facet.name === "type") return K.swatch(K.looks[value].shape, K.shade(K.looks[value].color));
    if (facet.name === "relation") return K.stroke("var(--" + value + ")", STROKES[value]);
    if (facet.name === "event" && value) return K.h("span", { class: "dot " + (K.eventSign(value) > 0 ? "plus" : "minus"), "aria-hidden": "true" });
    return null;
  }

  function row(facet, value, count) {
    const chosen = K.state.filters[facet.name].has(value);
    const box = K.h("input", { type: "checkbox", checked: chosen, "data-facet": facet.name, "data-value": value });
    box.addEventListener("change", () => K.toggle(facet.name, value, box.checked));
    return K.h("label", { class: "choice" + (count ? "" : " none") + (chosen ? " on" : "") },
      box, icon(facet, value), K.bdi(facet.label(value).slice(0, 200), { class: "text" }),
      K.h("span", { class: "count" }, count.toLocaleString("en")));
  }

  function group(facet) {
    const tally = counts(facet);
    let values = [...tally].filter(([value, count]) => count > 0 || K.state.filters[facet.name].has(value) || !facet.fixed);
    if (!facet.fixed) values.sort((a, b) => b[1] - a[1] || K.compare(facet.label(a[0]), facet.label(b[0])));
    if (!values.length) return null;
    const all = values.length;
    if (!open.has(facet.name) && all > SHORT + 2) {
      values = values.filter(([value], index) => index < SHORT || K.state.filters[facet.name].has(value));
    }
    const more = all > SHORT + 2 && K.h("button", {
      type: "button", class: "more", "aria-expanded": String(open.has(facet.name)), "data-more": facet.name,
      onclick: () => {
        open.has(facet.name) ? open.delete(facet.name) : open.add(facet.name);
        K.showFacets();
      },
    }, open.has(facet.name) ? "Show fewer" : "Show all " + all);
    return K.h("fieldset", { class: "facet" }, K.h("legend", {}, facet.title), values.map(([v, n]) => row(facet, v, n)), more);
  }

  K.showFacets = function () {
    const active = document.activeElement;
    const was = active && active.dataset && (active.dataset.facet || active.dataset.more) ? active.dataset : null;
    const key = was && { facet: was.facet, value: was.value, more: was.more };
    holder.replaceChildren(...K.facets.map(group).filter(Boolean));
    if (key) {
      const same = (e) => e.dataset.facet === key.facet && e.dataset.value === key.value && e.dataset.more === key.more;
      const again = [...holder.querySelectorAll("input, button")].find(same);
      if (again) again.focus();
    }
    const clear = document.getElementById("clear");
    clear.hidden = K.activeFilters() === 0;
    clear.textContent = "Clear " + K.activeFilters();
  };

  K.toggle = function (name, value, on) {
    on ? K.state.filters[name].add(value) : K.state.filters[name].delete(value);
    K.refresh();
  };
  K.clearFilters = function () {
    for (const facet of K.facets) K.state.filters[facet.name].clear();
    K.refresh();
  };
})(window.kgraph);
