// Take what is shown with you: the drawing as PNG, claims and actors as CSV, the graph as GEXF.
(function (K) {
  "use strict";

  // No cell may be a formula to a spreadsheet: one leading apostrophe makes it text, as in kgraph's own tables.
  const FORMULA = /^'*(?:[\t\n\r]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;
  const safe = (text) => {
    const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd");
    return FORMULA.test(clean) ? "'" + clean : clean;
  };
  const cell = (value) => {
    if (value === undefined || value === null) return "";
    const text = typeof value === "number" ? String(value) : value === "+" || value === "-" ? value : safe(String(value));
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };
  K.csv = (columns, rows) => [columns.map((column) => column[0]), ...rows.map((row) => columns.map((column) => column[1](row)))]
    .map((cells) => cells.map(cell).join(",") + "\r\n").join("");

  const article = (claim) => K.articles.get(claim.article) || {};
  const names = (claim, role) => claim.participants.filter((p) => p.role === role).map((p) => K.name(p.id, p.text)).join("; ");
  const CLAIM = [
    ["id", (c) => c.id], ["type", (c) => c.type], ["event", (c) => c.event], ["activity", (c) => c.activity], ["polarity", (c) => c.polarity], ["certainty", (c) => c.certainty],
    ["phase", (c) => c.phase], ["sources", (c) => K.chainText(c)], ["time_start", (c) => c.time && c.time.start], ["time_end", (c) => c.time && c.time.end], ["time_text", (c) => c.time && c.time.text],
    ["quantity", (c) => (c.quantity ? c.quantity.text : "")], ["casualties", (c) => c.casualties], ["money", (c) => c.money],
    ["evidence_start", (c) => c.start], ["evidence_end", (c) => c.end], ["evidence_quote", (c) => c.quote], ["evidence_sentence", (c) => c.sentence], ["article_title", (c) => article(c).title], ["article_publisher", (c) => c.publisher],
    ["article_published", (c) => c.published], ["article_url", (c) => article(c).url], ["rule", (c) => (c.rules || []).join("; ")], ["confidence", (c) => c.confidence],
  ];
  const measure = (name) => [name, (a) => (a.measures ? a.measures[name] : "")];
  const ACTOR = [
    ["id", (a) => a.id], ["name", (a) => a.name], ["type", (a) => a.type], ["aliases", (a) => a.aliases.join("; ")], ["country", (a) => a.country], ["wikidata", (a) => a.wikidata],
    ["claims_made", (a) => K.shownClaims(a.made).length], ["claims_about", (a) => K.shownClaims(a.about).length], ["ties", (a) => K.shownLines(a).length],
    measure("degree"), measure("betweenness"), measure("pagerank"), measure("community"),
  ];
  K.claimsCsv = function () {
    const roles = [...new Set(K.visible.claims.flatMap((claim) => claim.participants.map((p) => p.role)))].sort();
    return K.csv(CLAIM.concat(roles.map((role) => ["role_" + role, (claim) => names(claim, role)])), K.sortedRows("claims"));
  };
  K.actorsCsv = () => K.csv(ACTOR, K.sortedRows("actors"));

  function save(name, blob) {
    const address = URL.createObjectURL(blob);
    K.h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    K.say("Saved " + name);
  }
  // The drawing as it stands on the screen, on its ground, with its title and counts below.
  K.png = function (drawing) {
    const ratio = window.devicePixelRatio || 1;
    const foot = Math.round(34 * ratio);
    const sheet = document.createElement("canvas");
    Object.assign(sheet, { width: drawing.width, height: drawing.height + foot });
    const context = sheet.getContext("2d");
    context.fillStyle = K.theme.halo;
    context.fillRect(0, 0, sheet.width, sheet.height);
    context.drawImage(drawing, 0, 0);
    context.fillStyle = K.theme.ink;
    context.font = 13 * ratio + "px system-ui, sans-serif";
    context.textBaseline = "middle";
    context.fillText(K.clip(document.title, 60) + " · " + document.getElementById("counts").textContent, 14 * ratio, sheet.height - foot / 2);
    return new Promise((done) => sheet.toBlob(done, "image/png"));
  };

  const stem = K.fold(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "graph";
  const text = (type, content) => new Blob([content], { type: type + ";charset=utf-8" });
  const kinds = {
    png: async () => {
      const drawing = K.picture();
      return drawing ? save(stem + ".png", await K.png(drawing)) : K.say("Nothing is drawn");
    },
    claims: () => save(stem + "-claims.csv", text("text/csv", K.claimsCsv())),
    actors: () => save(stem + "-actors.csv", text("text/csv", K.actorsCsv())),
    gexf: () => save(stem + ".gexf", text("application/gexf+xml", K.gexf())),
  };
  const menu = document.getElementById("download");
  for (const button of menu.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      menu.open = false;
      menu.querySelector("summary").focus();
      kinds[button.dataset.save]();
    });
  }
})(window.kgraph);
