// Claims over time: a lane for each type of claim, a dot for each bin of days, and the claims of a dot as a list.
(function (K) {
  "use strict";

  const view = document.getElementById("view-timeline");
  const ORDER = ["MeetingClaim", "TreatyClaim", "ClauseClaim", "ArmsClaim", "TroopClaim", "AttackClaim", "Statement", "EventClaim"];
  const MOST = 60;
  let limit = MOST;

  const dayOf = (claim) => (K.state.axis === "event" ? claim.from : claim.published);
  function gather(bins) {
    const lanes = new Map();
    for (const claim of K.visible.claims) {
      const bin = bins.find(dayOf(claim));
      if (bin < 0) continue;
      if (!lanes.has(claim.type)) lanes.set(claim.type, new Map());
      const lane = lanes.get(claim.type);
      if (!lane.has(bin)) lane.set(bin, []);
      lane.get(bin).push(claim);
    }
    return new Map([...lanes].sort((a, b) => ORDER.indexOf(a[0]) - ORDER.indexOf(b[0])));
  }
  function tone(claims) {
    const sum = claims.reduce((total, claim) => total + (claim.polarity === "-" ? 0 : K.eventSign(claim.event)), 0);
    return sum > 0 ? "plus" : sum < 0 ? "minus" : "";
  }

  function choose(cell) {
    const old = K.state.cell;
    K.state.cell = old && cell && old.lane === cell.lane && old.bin === cell.bin ? null : cell;
    limit = MOST;
    K.showTimeline();
    K.commit();
  }
  // Arrows move within a lane and between lanes; only one dot is a stop of the Tab key.
  function move(event) {
    const dots = [...view.querySelectorAll(".dot-button")];
    const at = dots.indexOf(event.target);
    if (at < 0 || !["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
    const lane = (dot) => dot.dataset.lane;
    const same = dots.filter((dot) => lane(dot) === lane(dots[at]));
    let next = null;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") next = same[same.indexOf(dots[at]) + (event.key === "ArrowRight" ? 1 : -1)];
    else if (event.key === "Home" || event.key === "End") next = same[event.key === "Home" ? 0 : same.length - 1];
    else {
      const lanes = [...new Set(dots.map(lane))];
      const other = lanes[lanes.indexOf(lane(dots[at])) + (event.key === "ArrowDown" ? 1 : -1)];
      const gap = (dot) => Math.abs(Number(dot.dataset.bin) - Number(dots[at].dataset.bin));
      next = dots.filter((dot) => lane(dot) === other).sort((a, b) => gap(a) - gap(b))[0];
    }
    event.preventDefault();
    if (!next) return;
    dots.forEach((dot) => { dot.tabIndex = -1; });
    next.tabIndex = 0;
    next.focus();
  }

  function chart(bins, lanes) {
    const most = Math.max(1, ...[...lanes.values()].flatMap((lane) => [...lane.values()].map((claims) => claims.length)));
    const cell = K.state.cell;
    // Dots of neighbouring bins may touch, but hardly cover each other.
    const widest = Math.max(12, Math.min(32, (1.35 * (view.clientWidth - 150)) / bins.starts.length));
    let first = true;
    const stop = cell && lanes.has(cell.lane) && lanes.get(cell.lane).has(cell.bin) ? cell : null;
    const share = (bin) => (100 * (bin + 0.5)) / bins.starts.length + "%";
    const dot = (type, bin, claims) => {
      const on = Boolean(cell && cell.lane === type && cell.bin === bin);
      const button = K.h("button", {
        type: "button", class: "dot-button " + tone(claims) + (on ? " on" : ""), "aria-pressed": String(on), "data-lane": type, "data-bin": bin, "data-key": type + bin,
        tabindex: (stop ? on : first) ? 0 : -1, "aria-label": K.claimType(type) + ", " + bins.label(bin) + ": " + K.plural(claims.length, "claim"),
        title: bins.label(bin) + ": " + K.plural(claims.length, "claim"), onclick: () => choose({ lane: type, bin }),
      });
      first = false;
      const size = 9 + (widest - 9) * Math.sqrt(claims.length / most);
      Object.assign(button.style, { left: share(bin), width: size + "px", height: size + "px" });
      return button;
    };
    const rows = [...lanes].map(([type, lane]) => K.h("div", { class: "lane" }, K.h("span", { class: "lane-name" }, K.claimType(type)),
      K.h("div", { class: "track", role: "group", "aria-label": K.claimType(type) }, [...lane].sort((a, b) => a[0] - b[0]).map(([bin, claims]) => dot(type, bin, claims)))));
    const room = Math.max(2, Math.floor((view.clientWidth - 150) / 105));
    const every = Math.ceil(bins.starts.length / room);
    const ticks = bins.starts.map((start, i) => {
      if (i % every || (i && i + every / 3 > bins.starts.length)) return null;
      const tick = K.h("span", { class: "tick" }, bins.label(i));
      tick.style.left = share(i);
      return tick;
    });
    const box = K.h("div", { class: "chart" }, rows, K.h("div", { class: "lane axis", "aria-hidden": "true" }, K.h("span", { class: "lane-name" }), K.h("div", { class: "track" }, ticks)));
    box.addEventListener("keydown", move);
    return box;
  }

  function entry(claim) {
    return K.h("li", { class: "entry" }, K.h("button", { type: "button", class: "claim-line", "data-key": claim.id, onclick: () => K.select({ kind: "claim", index: claim.index }) },
      K.h("span", { class: "chips" }, K.chip(K.claimType(claim.type), "type"), claim.event && K.chip(K.title(claim.event), K.eventSign(claim.event) > 0 ? "plus" : "minus"), claim.polarity === "-" && K.chip("Denied", "denied")),
      K.bdi(K.clip(claim.quote, 220), { class: "words" }), K.bdi(K.clip([K.chainText(claim), claim.publisher].filter(Boolean).join(" · "), 120), { class: "muted" })));
  }
  function list(bins, lanes) {
    const cell = K.state.cell;
    const within = cell && lanes.has(cell.lane) && lanes.get(cell.lane).get(cell.bin);
    const dated = within ? [...within] : K.visible.claims.filter((claim) => dayOf(claim));
    dated.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.index - b.index));
    const groups = new Map();
    for (const claim of dated.slice(0, limit)) {
      const when = K.state.axis === "event" ? K.period(claim.time) : K.day(dayOf(claim));
      if (!groups.has(when)) groups.set(when, []);
      groups.get(when).push(claim);
    }
    const head = within ? K.claimType(cell.lane) + ", " + bins.label(cell.bin) + ": " + K.plural(within.length, "claim") : K.plural(dated.length, "claim") + " in order";
    return [
      K.h("div", { class: "list-head" }, K.h("h2", {}, head), within ? K.action("All claims", () => choose(null), { class: "more", "data-key": "all-claims" }) : null),
      [...groups].map(([when, claims]) => K.h("section", { class: "day" }, K.h("h3", {}, K.h("time", { datetime: dayOf(claims[0]) }, when)), K.h("ul", {}, claims.map(entry)))),
      dated.length > limit ? K.action("Show more (" + K.count(dated.length - limit) + " left)", () => { limit += 4 * MOST; K.showTimeline(); }, { class: "more", "data-key": "more" }) : null,
    ];
  }

  // Why nothing is here, and what would bring it.
  function undated() {
    if (K.state.axis === "event") return "None of these claims tells a time that can be dated. Words such as “Thursday” need the date of their article: kgraph build takes it from a table given with --metadata.";
    return "No article here has a date of publication: kgraph build takes it from a table given with --metadata.";
  }

  K.showTimeline = function () {
    const bins = K.axisBins(K.state.axis);
    const lanes = gather(bins);
    const dated = K.visible.claims.filter((claim) => dayOf(claim)).length;
    const without = K.visible.claims.length - dated;
    const axis = (name, label) => K.h("label", { class: "radio" }, K.h("input", {
      type: "radio", name: "axis", value: name, checked: K.state.axis === name, "data-key": "axis-" + name,
      onchange: () => { K.state.axis = name; K.state.cell = null; limit = MOST; K.showTimeline(); K.commit(); },
    }), label);
    const at = view.scrollTop;
    K.refill(view, K.h("fieldset", { class: "axis-choice" }, K.h("legend", { class: "hidden" }, "Order by"), axis("published", "Time of publication"), axis("event", "Time of the event"),
      dated ? K.h("span", { class: "muted tones" }, K.h("span", { class: "tone plus", "aria-hidden": "true" }), "more cooperation", K.h("span", { class: "tone minus", "aria-hidden": "true" }), "more conflict", K.h("span", { class: "tone", "aria-hidden": "true" }), "neither") : null,
      K.ofLoaded("The timeline is"), without ? K.h("span", { class: "muted" }, K.plural(without, "claim") + (without === 1 ? " has" : " have") + (K.state.axis === "event" ? " no date" : " no date of publication") + " and " + (without === 1 ? "is" : "are") + " not shown here") : null),
      dated ? [chart(bins, lanes), list(bins, lanes)] : K.h("p", { class: "lead nothing" }, K.visible.claims.length ? undated() : "No claim passes the filters."));
    view.scrollTop = at;
  };
})(window.kgraph);
