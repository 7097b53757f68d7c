// Feeds the explorer's page from the server: first the most central actors, then whoever is looked for, a part at a time.
(function (K) {
  "use strict";

  const MOST = 60; // actors that an address can bring in
  const status = document.getElementById("live");

  K.pageOf = (id) => "/" + id.split("/").map((piece) => encodeURIComponent(piece).replace(/^\.+$/, (dots) => dots.replace(/\./g, "%2E"))).join("/");

  const pause = (seconds) => new Promise((go) => setTimeout(go, 1000 * seconds));
  // While the server gathers names and ties it answers 503 with the time to come back at.
  async function ask(address, parameters) {
    try {
      for (;;) {
        const answer = await fetch(address + (parameters ? "?" + new URLSearchParams(parameters) : ""), { headers: { Accept: "application/json" } });
        if (answer.ok) return await answer.json();
        const again = answer.status === 503 && Number(answer.headers.get("Retry-After"));
        const why = (await answer.text()).trim().slice(0, 300);
        if (!again) {
          K.say(answer.status === 404 ? "The store has no such actor" : "The server does not give it: " + why);
          return null;
        }
        status.textContent = "Not yet: " + why;
        status.classList.add("shown");
        await pause(again);
      }
    } catch {
      K.say("The server does not answer");
    }
    return null;
  }

  // Whoever the address names and the page does not know yet.
  function unknown(hash) {
    const from = new URLSearchParams(hash);
    const named = ["actor", "entity", "extra", "hidden", "folded", "path", "world"].flatMap((name) => from.getAll(name));
    for (const pin of from.getAll("pin")) named.push(pin.slice(0, pin.lastIndexOf("@")));
    return [...new Set(named)].filter((id) => id && !K.actors.has(id)).slice(0, MOST);
  }

  const going = new Map();
  function once(key, work) {
    if (!going.has(key)) going.set(key, work().finally(() => going.delete(key)));
    return going.get(key);
  }

  K.loader = {
    async start(hash) {
      status.textContent = "Loading …";
      status.classList.add("shown");
      const part = await ask("/api/graph");
      if (part) {
        K.merge(part);
        status.textContent = "";
        status.classList.remove("shown");
        if (part.whole) for (const actor of K.actors.values()) actor.told = {};
      }
      await this.know(hash);
    },
    async know(hash) {
      for (const id of unknown(hash)) await this.actor(id);
      const [a, b] = new URLSearchParams(hash).getAll("tie");
      if (a && b && !K.lineBetween(a, b)) await this.tie(a, b);
      const [x, y] = new URLSearchParams(hash).getAll("world").filter((id) => K.actors.has(id));
      if (x && K.partial()) await this.world(x, y && y !== x ? y : null);
      const [from, to] = new URLSearchParams(hash).getAll("path");
      if (K.partial() && K.actors.has(from) && K.actors.has(to) && from !== to) await this.path(from, to);
    },
    actor: (id) => once("actor " + id, async () => {
      const part = await ask("/api/actor", { entity: id });
      if (part) K.merge(part);
      const actor = K.actors.get(id);
      if (actor && !actor.told) actor.told = {};
    }),
    tie: (a, b) => once("tie " + a + " " + b, async () => {
      const part = await ask("/api/tie", { a, b });
      if (part) K.merge(part);
      const line = K.lineBetween(a, b);
      if (line) line.asked = true;
    }),
    path: (a, b) => once("path " + a + " " + b, async () => {
      const part = await ask("/api/path", { a, b });
      if (part) K.merge(part);
      K.told.paths.set(JSON.stringify([a, b]), part);
    }),
    world: (x, y) => once("world " + x + " " + y, async () => {
      const part = await ask("/api/world", y ? { x, y } : { x });
      if (!part) return;
      K.merge(part);
      const line = ([a, b]) => (K.lineBetween(a, b) || { index: -1 }).index;
      part.world.totals = new Map(part.world.pairs.map(([a, b, n]) => [line([a, b]), n]));
      K.told.worlds.set(JSON.stringify([x, y]), part.world);
    }),
    async search(text) {
      if (!K.partial()) return [];
      const answer = await ask("/api/search", { q: text, limit: 13 });
      return ((answer && answer.found) || []).map(({ id, name, type, mentions, ties, claims }) => ({
        id, name, type, mentions, claimed: claims, label: K.clip(name, 30), measures: { degree: ties, pagerank: 0, cooperation: 0, conflict: 0 },
      }));
    },
  };
})(window.kgraph);
