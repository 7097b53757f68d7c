// The query page: Ctrl+Enter asks, and a mistake is where the cursor goes.
(function () {
  "use strict";

  const editor = document.getElementById("editor");
  const form = document.getElementById("form");
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  // A query that is too long for an address goes as a form.
  form.addEventListener("submit", () => {
    form.method = editor.value.length > 6000 ? "post" : "get";
  });
  if (editor.dataset.line) {
    const lines = editor.value.split("\n");
    const line = Math.min(Number(editor.dataset.line), lines.length) - 1;
    const before = lines.slice(0, line).reduce((sum, words) => sum + words.length + 1, 0);
    const column = [...lines[line]].slice(0, Number(editor.dataset.column) - 1).join("").length;
    editor.focus();
    editor.setSelectionRange(before + column, before + lines[line].length);
  }
})();
