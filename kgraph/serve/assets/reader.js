// The article reader: the places that an address names, and claims that light up in the text and in the margin together.
(function () {
  "use strict";

  const text = document.getElementById("text");
  const segments = [...text.querySelectorAll(".s")];
  const items = [...document.querySelectorAll(".item")];
  const motion = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const claimsOf = (segment) => (segment.dataset.claims || "").split(" ").filter(Boolean);

  function light(claim) {
    for (const segment of segments) segment.classList.toggle("hot", claim !== null && claimsOf(segment).includes(claim));
    for (const item of items) item.classList.toggle("hot", item.dataset.claim === claim);
  }

  for (const item of items) {
    item.addEventListener("mouseenter", () => light(item.dataset.claim));
    item.addEventListener("focusin", () => light(item.dataset.claim));
    item.addEventListener("mouseleave", () => light(null));
  }
  // The shortest claim at a place in the text is the one that is meant.
  const length = (claim) => segments.filter((s) => claimsOf(s).includes(claim)).reduce((sum, s) => sum + s.textContent.length, 0);
  text.addEventListener("click", (event) => {
    const segment = event.target.closest(".s[data-claims]");
    if (!segment || event.target.closest("a")) return;
    const claim = claimsOf(segment).sort((a, b) => length(a) - length(b))[0];
    light(claim);
    const item = document.getElementById("claim-" + claim);
    item.scrollIntoView({ block: "nearest", behavior: motion });
    item.querySelector(".words a").focus({ preventScroll: true });
  });

  // Offsets in addresses count code points; those of the DOM count UTF-16 units.
  const units = (string, points) => [...string].slice(0, points).join("").length;

  function clear() {
    for (const mark of [...text.querySelectorAll(".target")]) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }

  function show() {
    clear();
    const found = /^#char=(\d+),(\d+)$/.exec(location.hash);
    if (!found) return;
    const [start, end] = [Number(found[1]), Number(found[2])];
    let first = null;
    for (const segment of segments) {
      const node = document.createTreeWalker(segment, NodeFilter.SHOW_TEXT).nextNode();
      if (!node) continue;
      const at = Number(segment.dataset.at);
      const long = [...node.data].length;
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, long);
      if (from >= to) continue;
      const range = document.createRange();
      range.setStart(node, units(node.data, from));
      range.setEnd(node, units(node.data, to));
      const mark = document.createElement("mark");
      mark.className = "target";
      range.surroundContents(mark);
      first = first || mark;
    }
    if (first) first.scrollIntoView({ block: "center" });
  }

  window.addEventListener("hashchange", show);
  show();
})();
