// The keyboard's focus: kept where a region is drawn anew, handed on when what had it is gone, given back by what closes.
(function (K) {
  "use strict";

  const panel = document.getElementById("detail");
  const REGIONS = "#detail, #rail, main";
  const shown = (element) => element.isConnected && element.getClientRects().length > 0;
  const keyed = (holder, key) => (key === undefined ? null : [...holder.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key));

  function give(element) {
    if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }
  // To the region that held it; where that is not to be seen, to the view that is open.
  function hand(region) {
    if (region && region.tagName !== "MAIN" && shown(region)) return give(region);
    return give(document.getElementById(K.state.tab === "graph" ? "canvas" : "view-" + K.state.tab));
  }

  // Replace what a region holds, and put the focus, and in a text the caret, back on the control that had it.
  K.refill = function (holder, ...content) {
    const active = document.activeElement;
    const held = active !== holder && holder.contains(active);
    const caret = held && typeof active.selectionStart === "number" ? [active.selectionStart, active.selectionEnd] : null;
    holder.replaceChildren(...content.flat(4).filter(Boolean));
    if (!held) return;
    const again = keyed(holder, active.dataset.key);
    if (!again || !shown(again)) return hand(holder.closest(REGIONS));
    give(again);
    if (caret) again.setSelectionRange(...caret);
    return undefined;
  };

  // Do something that may take away or hide what has the focus.
  K.keepFocus = function (work) {
    const active = document.activeElement;
    const region = active.closest(REGIONS);
    work();
    if (active === document.body || shown(active)) return;
    if (document.activeElement === document.body || !shown(document.activeElement)) hand(region);
  };

  // Details give the focus back to what they were opened from.
  let opener = null;
  K.detailsOpen = function (anew) {
    const active = document.activeElement;
    if (anew || !panel.contains(active)) opener = { element: active, key: active.dataset.key };
  };
  K.detailsClosed = function () {
    const from = opener && [opener.element, keyed(document, opener.key)].find((element) => element && element !== document.body && shown(element));
    opener = null;
    from ? give(from) : hand(panel);
  };

  K.focusField = function (key) {
    const field = keyed(document, key);
    if (field) field.focus();
  };
  // As a link to a place in the page would, but the address is the view's.
  for (const link of document.querySelectorAll(".skip")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      hand(link.hash === "#detail" ? panel : null);
      document.activeElement.scrollIntoView({ block: "nearest" });
    });
  }
})(window.kgraph);
