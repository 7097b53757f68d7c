// Two histograms with sliders: when things are said to have happened, and when that was printed.
(function (K) {
  "use strict";

  const holder = document.getElementById("dates");
  const AXES = [
    { name: "event", title: "Time of the event", from: (c) => c.from, to: (c) => c.to, none: "gives no date", nones: "give no date" },
    { name: "published", title: "Time of publication", from: (c) => c.published, to: (c) => c.published, none: "is in an undated article", nones: "are in undated articles" },
  ];
  K.axes = AXES;
  const charts = [];
  let built = -1;

  K.axisBins = function (name) {
    const axis = AXES.find((a) => a.name === name);
    if (axis.version !== K.version) {
      axis.version = K.version;
      axis.bins = K.bins(K.claims.map(axis.from));
    }
    return axis.bins;
  };

  function build(axis) {
    const bins = K.axisBins(axis.name);
    const last = bins.starts.length - 1;
    if (last < 0) return null;
    const bars = bins.starts.map(() => K.h("span", { class: "bar-slot" }, K.h("span", { class: "all" }), K.h("span", { class: "kept" })));
    const slider = (end) => K.h("input", { type: "range", min: 0, max: last, step: 1, value: end === "from" ? 0 : last, class: end, "aria-label": axis.title + ", " + end, "data-date": axis.name + "-" + end });
    const [low, high] = [slider("from"), slider("to")];
    const text = K.h("p", { class: "range muted" });
    const reset = K.action("Any time", () => K.setDates(axis.name, null), { class: "more", hidden: true, "aria-label": "Any time, " + axis.title });
    const apply = (settled, moved) => {
      if (Number(low.value) > Number(high.value)) (moved === low ? high : low).value = moved.value;
      const [a, b] = [Number(low.value), Number(high.value)];
      const range = a === 0 && b === last ? null : { from: a === 0 ? "" : bins.starts[a], to: b === last ? "" : bins.ends[b] };
      K.setDates(axis.name, range, { settled });
    };
    for (const input of [low, high]) {
      input.addEventListener("input", () => apply(false, input));
      input.addEventListener("change", () => apply(true, input));
    }
    charts.push({ axis, bins, bars, low, high, text, reset });
    return K.h("fieldset", { class: "facet dates" }, K.h("legend", {}, axis.title),
      K.h("div", { class: "bars", "aria-hidden": "true" }, bars), K.h("div", { class: "sliders", hidden: last === 0 }, low, high),
      K.h("div", { class: "range-row" }, text, reset));
  }

  function spread(counts, bins, claim, axis, n) {
    const [first, last] = [bins.find(axis.from(claim)), bins.find(axis.to(claim))];
    if (first < 0 && last < 0) return false;
    const top = bins.starts.length - 1;
    for (let i = Math.max(0, first); i <= (last < 0 ? top : last); i++) counts[i] += n;
    return true;
  }
  function update({ axis, bins, bars, low, high, text, reset }) {
    const range = K.state.dates[axis.name];
    const last = bins.starts.length - 1;
    const near = (day) => (day > bins.ends[last] ? last : Math.max(0, bins.find(day)));
    const from = range && range.from ? near(range.from) : 0;
    const to = range && range.to ? near(range.to) : last;
    if (document.activeElement !== low || Number(low.value) !== from) low.value = from;
    if (document.activeElement !== high || Number(high.value) !== to) high.value = to;
    low.setAttribute("aria-valuetext", bins.label(from));
    high.setAttribute("aria-valuetext", bins.label(to));
    const kept = bins.starts.map(() => 0);
    let dateless = 0;
    for (const claim of K.claims) {
      if (!axis.from(claim)) dateless += K.shown(claim.index) ? 1 : 0;
      else if (K.nearly(claim.index, "d." + axis.name)) spread(kept, bins, claim, axis, 1);
    }
    const most = Math.max(1, ...kept);
    bars.forEach((slot, i) => {
      slot.classList.toggle("out", i < from || i > to);
      slot.lastChild.style.height = (kept[i] ? Math.max(6, (100 * kept[i]) / most) : 0) + "%";
      slot.title = bins.label(i) + ": " + K.plural(kept[i], "claim");
    });
    // A range of an address need not begin and end with bars.
    const fits = !range || ((!range.from || range.from === bins.starts[from]) && (!range.to || range.to === bins.ends[to]));
    const told = ([one, other]) => (one === other ? one : one && other ? one + " – " + other : one ? "from " + one : "until " + other);
    const ends = told(fits ? [bins.label(from), bins.label(to)] : [K.day(range.from), K.day(range.to)]);
    text.textContent = ends + (range ? "" : dateless ? ". " + K.plural(dateless, "claim") + " " + (dateless === 1 ? axis.none : axis.nones) : "");
    reset.hidden = !range;
  }

  K.showDates = function () {
    if (built !== K.version) {
      built = K.version;
      charts.length = 0;
      const made = AXES.map(build).filter(Boolean);
      holder.replaceChildren(...(made.length || !K.claims.length ? made : [K.h("p", { class: "muted counted facet" }, "No dates to filter by: neither the articles nor the claims have any.")]));
    }
    charts.forEach(update);
  };
})(window.kgraph);
