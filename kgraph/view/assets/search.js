// The search at the top of the page.
(function (K) {
  "use strict";

  const input = document.getElementById("search");
  let before = null; // what had the focus
  K.combobox({
    input,
    list: document.getElementById("found"),
    choose(actor) {
      if (K.state.tab !== "graph") K.showTab("graph");
      K.select({ kind: "actor", id: actor.id }, { focus: true });
      document.getElementById("detail").focus({ preventScroll: true });
    },
  });
  input.addEventListener("focus", (event) => {
    before = event.relatedTarget;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && before && before.isConnected) before.focus({ preventScroll: true });
  });
  K.startSearch = () => {
    input.focus();
    input.select();
  };
})(window.kgraph);
