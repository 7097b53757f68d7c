// Days sorted into bins of a fitting width, for the histograms and the timeline.
(function (K) {
  "use strict";

  const DAY = 86400000;
  const MOST = 44;
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const time = (day) => Date.parse(day + "T00:00:00Z");

  function start(day, unit, every) {
    const date = new Date(time(day));
    if (unit === "day") return iso(date.getTime());
    if (unit === "week") return iso(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY);
    if (unit === "month") return day.slice(0, 4) + "-" + String(date.getUTCMonth() - (date.getUTCMonth() % every) + 1).padStart(2, "0") + "-01";
    return String(date.getUTCFullYear() - (date.getUTCFullYear() % every)).padStart(4, "0") + "-01-01";
  }
  function next(day, unit, every) {
    const date = new Date(time(day));
    if (unit === "day" || unit === "week") return iso(date.getTime() + (unit === "day" ? 1 : 7) * DAY);
    if (unit === "month") return iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + every, 1));
    return String(date.getUTCFullYear() + every).padStart(4, "0") + "-01-01";
  }
  const UNITS = [["day", 1], ["week", 1], ["month", 1], ["month", 3], ["year", 1], ["year", 5], ["year", 10], ["year", 50], ["year", 100]];

  // days: ISO days, any order. A few far-off days share an open bin at either end, so that they do not squeeze the rest.
  K.bins = function (days) {
    const sorted = days.filter((day) => /^\d{4}-\d\d-\d\d$/.test(day)).sort();
    if (!sorted.length) return { starts: [], ends: [], find: () => -1, label: () => "" };
    const part = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    let [first, last] = [sorted[0], sorted[sorted.length - 1]];
    const core = [part(0.04), part(0.96)];
    const span = (a, b) => time(b) - time(a) + DAY;
    if (span(first, last) > 4 * span(...core)) [first, last] = [core[0], core[1]];
    const [unit, every] = UNITS.find(([name, n]) => span(first, last) / DAY <= MOST * n * { day: 1, week: 7, month: 30, year: 365 }[name]) || UNITS[UNITS.length - 1];
    const starts = [];
    for (let day = start(first, unit, every); day <= last; day = next(day, unit, every)) starts.push(day);
    const ends = starts.map((day) => iso(time(next(day, unit, every)) - DAY));
    const open = { before: sorted[0] < starts[0], after: sorted[sorted.length - 1] > ends[ends.length - 1] };
    if (open.before) {
      ends.unshift(iso(time(starts[0]) - DAY));
      starts.unshift(sorted[0]);
    }
    if (open.after) {
      starts.push(iso(time(ends[ends.length - 1]) + DAY));
      ends.push(sorted[sorted.length - 1]);
    }
    const name = (i) => {
      if (unit === "day") return K.day(starts[i]);
      if (unit === "week") return "week of " + K.day(starts[i]);
      if (unit === "month") return every === 1 ? K.month(starts[i]) : K.month(starts[i]) + " to " + K.month(ends[i]);
      return every === 1 ? starts[i].slice(0, 4) : starts[i].slice(0, 4) + " to " + ends[i].slice(0, 4);
    };
    const label = (i) => (open.before && i === 0 ? "before " + K.day(starts[1]) : open.after && i === starts.length - 1 ? "after " + K.day(ends[i - 1]) : name(i));
    const find = (day) => {
      let [low, high] = [0, starts.length - 1];
      if (!day || day < starts[0] || day > ends[high]) return -1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= day) low = middle;
        else high = middle - 1;
      }
      return low;
    };
    return { starts, ends, find, label, open };
  };
})(window.kgraph);
