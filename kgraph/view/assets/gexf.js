// What is drawn as GEXF 1.3, for Gephi.
(function (K) {
  "use strict";

  // XML 1.0 (section 2.2, Char) cannot carry the rest.
  const xml = (text) => String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"\t\n\r]/g, (c) => "&#" + c.codePointAt(0) + ";");
  const tag = (name, attributes, ...content) => {
    const inner = content.flat(2).join("");
    const head = "<" + name + Object.entries(attributes || {}).map(([key, value]) => " " + key + '="' + xml(value) + '"').join("");
    return inner ? head + ">" + inner + "</" + name + ">" : head + "/>";
  };
  const NODE = [["type", "string"], ["country", "string"], ["aliases", "string"], ["mentions", "long"], ["made", "long"], ["about", "long"]];
  const EDGE = [["relation", "string"], ["category", "string"], ["directed", "boolean"], ["polarity", "string"], ["claims", "string"]];
  const columns = (of, list) => tag("attributes", { class: of }, list.map(([title, type], i) => tag("attribute", { id: of + i, title, type })));
  const values = (of, list, row) => tag("attvalues", {}, list.map(([name], i) => (row[name] === undefined ? "" : tag("attvalue", { for: of + i, value: row[name] }))));
  const color = (hex) => ({ r: parseInt(hex.slice(1, 3), 16), g: parseInt(hex.slice(3, 5), 16), b: parseInt(hex.slice(5, 7), 16) });

  function node(id) {
    const actor = K.actors.get(id);
    const at = K.spots.get(id);
    const row = { type: actor.type, country: actor.country, aliases: actor.aliases.join("; ") || undefined, mentions: actor.mentions, made: K.shownClaims(actor.made).length, about: K.shownClaims(actor.about).length };
    return tag("node", { id, label: actor.name }, values("node", NODE, row), tag("viz:color", color(K.colourOf(actor))),
      tag("viz:position", { x: at.x.toFixed(1), y: (-at.y).toFixed(1), z: "0.0" }), tag("viz:size", { value: K.radius(id).toFixed(2) }));
  }
  function edges(line) {
    return line.edges.map((number) => K.edges[number]).filter((edge) => K.visible.edgeClaims[edge.index] !== undefined).map((edge) => {
      const claims = K.shownClaims(edge.claims);
      const row = { relation: K.relation(edge), category: edge.category, directed: Boolean(edge.directed), polarity: edge.polarity, claims: claims.map((claim) => claim.id).join(" ") || undefined };
      const head = { id: "e" + edge.index, source: edge.source, target: edge.target, label: row.relation, kind: edge.kind };
      if (claims.length) head.weight = claims.length;
      return tag("edge", head, values("edge", EDGE, row));
    });
  }
  K.gexf = function () {
    const nodes = K.painted().map(node);
    const drawn = new Set(K.painted());
    const ties = K.lines.filter((line) => K.visible.lines[line.index] && drawn.has(line.a) && drawn.has(line.b)).flatMap(edges);
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tag("gexf", { xmlns: "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", version: "1.3" },
      tag("meta", {}, tag("creator", {}, "kgraph"), tag("description", {}, xml(document.title))),
      tag("graph", { defaultedgetype: "directed", idtype: "string" }, columns("node", NODE), columns("edge", EDGE),
        tag("nodes", { count: nodes.length }, nodes), tag("edges", { count: ties.length }, ties))) + "\n";
  };
})(window.kgraph);
