// Colours and sizes: what they stand for, in the light and in the dark. Okabe and Ito's palette, and a shape for each type.
(function (K) {
  "use strict";

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paper = window.matchMedia("print");
  const CYCLE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#B7A411"];
  const GREY = "#8A8A8A";
  const BALANCE = { cooperation: "#009E73", mixed: "#B7A411", conflict: "#D55E00", neither: GREY };
  const LINES = ["cooperation", "conflict", "neutral", "attribution", "affiliation", "onlyx", "onlyy", "both"];

  function mix(hex, other, part) {
    const channel = (text, i) => parseInt(text.slice(1 + 2 * i, 3 + 2 * i), 16);
    return "#" + [0, 1, 2].map((i) => Math.round(channel(hex, i) * (1 - part) + channel(other, i) * part).toString(16).padStart(2, "0")).join("");
  }
  let night = false;
  K.isDark = () => night;
  K.shade = (hex) => (night ? mix(hex, "#ffffff", 0.22) : hex);

  // The same variables as the style sheet's, for the canvas.
  K.readTheme = function () {
    night = dark.matches && !paper.matches;
    const style = getComputedStyle(document.documentElement);
    const get = (name) => style.getPropertyValue(name).trim();
    K.theme = { ink: get("--ink"), halo: get("--canvas"), accent: get("--accent"), muted: get("--muted") };
    for (const name of LINES) K.theme[name] = get("--" + name);
  };
  K.readTheme();
  K.onTheme = (action) => [dark, paper].forEach((query) => query.addEventListener("change", action));

  // Colours by what is chosen under "Colour by", for the canvas and for the legend alike.
  K.valueColour = function (name, value) {
    if (name === "community") {
      const number = Number(value);
      return K.shade(number >= 1 && number <= CYCLE.length ? CYCLE[number - 1] : GREY);
    }
    if (name === "balance") return K.shade(BALANCE[value] || GREY);
    return K.shade((K.own(K.looks, value) || { color: GREY }).color);
  };
  K.colourOf = (actor) => K.valueColour(K.state.colour, K.facet(K.state.colour).actor(actor));
  K.shapeOf = (actor) => (K.own(K.looks, actor.type) || { shape: "dot" }).shape;
  // An actor's sign beside its name in lists.
  K.sign = (actor) => K.swatch(K.shapeOf(actor), K.colourOf(actor));

  const MEASURES = {
    pagerank: (a) => (a.measures ? a.measures.pagerank : 0),
    degree: (a) => (a.measures ? a.measures.degree : a.lines.length),
    betweenness: (a) => (a.measures ? a.measures.betweenness : 0),
    claims: (a) => a.claimed || a.made.length + a.about.length,
    mentions: (a) => a.mentions || 0,
    equal: () => 0,
  };
  let made = "";
  let radii = new Map();
  // A radius in pixels of the drawing: its area follows the measure that is chosen under "Size by".
  K.radius = function (id) {
    const name = K.state.size;
    if (made !== name + K.version) {
      const most = [...K.actors.values()].reduce((top, actor) => Math.max(top, MEASURES[name](actor)), 0) || 1;
      radii = new Map([...K.actors.values()].map((a) => [a.id, name === "equal" ? 12 : 8 + 20 * Math.sqrt(MEASURES[name](a) / most)]));
      made = name + K.version;
    }
    return radii.get(id) || 8;
  };
})(window.kgraph);
