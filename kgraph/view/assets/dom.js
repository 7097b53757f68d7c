// Build elements. Text becomes text nodes only: nothing in this page ever parses a string as HTML.
(function (K) {
  "use strict";

  K.h = function (tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  };

  // A name from print: set apart, so that its direction marks cannot turn the words around it.
  K.bdi = (text, properties) => K.h("bdi", properties, text);

  const SVG = "http://www.w3.org/2000/svg";
  const svg = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const POINTS = {
    square: "3,3 13,3 13,13 3,13",
    diamond: "8,1.5 14.5,8 8,14.5 1.5,8",
    triangle: "8,2 14.5,13.5 1.5,13.5",
    triangleDown: "1.5,2.5 14.5,2.5 8,14",
    hexagon: "4.5,2 11.5,2 15,8 11.5,14 4.5,14 1,8",
    star: "8,1 10,6 15.2,6 11,9.3 12.6,14.6 8,11.4 3.4,14.6 5,9.3 .8,6 6,6",
  };
  K.swatch = function (shape, color) {
    const icon = svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true", class: "swatch" });
    const points = K.own(POINTS, shape);
    icon.append(points ? svg("polygon", { points, fill: color }) : svg("circle", { cx: 8, cy: 8, r: 6.5, fill: color }));
    return icon;
  };
  K.stroke = function (color, dashes) {
    const icon = svg("svg", { viewBox: "0 0 22 10", width: 22, height: 10, "aria-hidden": "true", class: "swatch" });
    const line = { x1: 1, y1: 5, x2: 21, y2: 5, stroke: color, "stroke-width": 2.5 };
    icon.append(svg("line", dashes ? Object.assign(line, { "stroke-dasharray": dashes }) : line));
    return icon;
  };

  // Only web addresses become links; anything else that an article calls its address is left as text.
  K.link = function (address, text) {
    let url = null;
    try {
      url = new URL(address);
    } catch {
      url = null;
    }
    if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return K.bdi(text);
    return K.h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, K.bdi(text));
  };

  K.actorButton = function (id, printed) {
    const actor = K.actors.get(id);
    if (!actor) return K.bdi(printed || "unknown");
    return K.h("button", { type: "button", class: "actor", onclick: () => K.select({ kind: "actor", id }) }, K.bdi(actor.name));
  };

  // A link to the page of something, where there is such a page.
  K.pageLink = (id, text, properties) => (K.pageOf(id) ? K.h("a", Object.assign({ href: K.pageOf(id) }, properties), text) : null);

  K.action = (label, action, properties) => K.h("button", Object.assign({ type: "button", onclick: action }, properties), label);

  // Details whose content is made when they are first opened.
  K.lazy = function (properties, summary, content) {
    const details = K.h("details", properties, summary);
    let made = false;
    const make = () => {
      if (!made && details.open) details.append(...[content()].flat(4).filter(Boolean));
      made = made || details.open;
    };
    details.addEventListener("toggle", make);
    make();
    return details;
  };

  // Said to those who listen to the page, and shown for a moment to those who look at it.
  const live = document.getElementById("live");
  let timer = 0;
  K.say = function (text) {
    live.textContent = text;
    live.classList.add("shown");
    clearTimeout(timer);
    timer = setTimeout(() => live.classList.remove("shown"), 2600);
  };
})(window.kgraph);
