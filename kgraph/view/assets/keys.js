// The keyboard: keys that work anywhere, keys for the chosen actor, the list of them all, and menus.
(function (K) {
  "use strict";

  const help = document.getElementById("help");
  document.getElementById("help-open").addEventListener("click", () => help.showModal());
  document.getElementById("help-close").addEventListener("click", () => help.close());

  document.getElementById("undo").addEventListener("click", () => K.undo());
  document.getElementById("redo").addEventListener("click", () => K.redo());
  // A menu closes by Esc, by a click beside it, and when the focus goes on.
  for (const menu of document.querySelectorAll("details.menu")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    const leave = (to) => {
      if (menu.open && to && !menu.contains(to)) menu.open = false;
    };
    menu.addEventListener("focusout", (event) => leave(event.relatedTarget));
    document.addEventListener("click", (event) => leave(event.target));
  }

  const typing = (element) => /^(SELECT|TEXTAREA)$/.test(element.tagName) || (element.tagName === "INPUT" && !/^(checkbox|radio|range)$/.test(element.type));
  const near = (element) => ["canvas", "detail"].some((id) => document.getElementById(id).contains(element)) || element === document.body;

  function onActor(key) {
    const chosen = K.state.selection;
    if (!chosen || chosen.kind !== "actor") return false;
    const id = chosen.id;
    if (key === "e") K.expand(id);
    else if (key === "c") K.collapse(id);
    else if (key === "p") K.state.pinned.has(id) ? K.unpin(id) : K.pin(id);
    else if (key === "h") K.hide(id);
    else return false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (help.open) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y")) {
      if (typing(event.target)) return;
      event.preventDefault();
      key === "y" || event.shiftKey ? K.redo() : K.undo();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "escape") {
      if (document.body.classList.contains("rail-open")) K.openRail(false);
      else if (K.state.selection) K.select(null);
      return;
    }
    if (typing(event.target)) return;
    if (key === "/") K.startSearch();
    else if (key === "?") help.showModal();
    else if (!near(event.target) || !onActor(key)) return;
    event.preventDefault();
  });
})(window.kgraph);
