// Days sorted into bins of a fitting width, for the histograms and the timeline.
(function (K) {
  "use strict";

  const DAY = 86400000;
  const MOST = 44;
  // Bins are worked out in milliseconds and told in ISO days of the years 1 to 9999.
  const time = (day) => Date.parse(day + "T00:00:00Z");
  const [FIRST, LAST] = ["0001-01-01", "9999-12-31"].map(time);
  const iso = (at) => new Date(Math.max(FIRST, Math.min(at, LAST))).toISOString().slice(0, 10);
  const first = (year, month) => new Date(0).setUTCFullYear(year, month, 1);

  function start(day, unit, every) {
    const date = new Date(time(day));
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (unit === "day") return date.getTime();
    if (unit === "week") return date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY;
    return unit === "month" ? first(year, month - (month % every)) : first(year - (year % every), 0);
  }
  function next(from, unit, every) {
    const date = new Date(from);
    if (unit === "day" || unit === "week") return from + (unit === "day" ? 1 : 7) * DAY;
    return unit === "month" ? first(date.getUTCFullYear(), date.getUTCMonth() + every) : first(date.getUTCFullYear() + every, 0);
  }
  const UNITS = [["day", 1], ["week", 1], ["month", 1], ["month", 3], ["year", 1], ["year", 5], ["year", 10], ["year", 50], ["year", 100]];

  // days: ISO days, any order. A few far-off days share an open bin at either end, so that they do not squeeze the rest.
  K.bins = function (days) {
    const sorted = days.filter(K.isDay).sort();
    if (!sorted.length) return { starts: [], ends: [], find: () => -1, label: () => "" };
    const part = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    let [low, high] = [sorted[0], sorted[sorted.length - 1]];
    const core = [part(0.04), part(0.96)];
    const span = (a, b) => time(b) - time(a) + DAY;
    if (span(low, high) > 4 * span(...core)) [low, high] = core;
    const [unit, every] = UNITS.find(([name, n]) => span(low, high) / DAY <= MOST * n * { day: 1, week: 7, month: 30, year: 365 }[name]) || UNITS[UNITS.length - 1];
    const begins = [];
    for (let at = start(low, unit, every); at <= time(high); at = next(at, unit, every)) begins.push(at);
    const starts = begins.map(iso);
    const ends = begins.map((at) => iso(next(at, unit, every) - DAY));
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
    const short = (day) => (unit === "year" ? day.slice(0, 4) : unit === "month" ? K.month(day) : K.day(day));
    const label = (i) => (open.before && i === 0 ? "before " + short(starts[1]) : open.after && i === starts.length - 1 ? "after " + short(ends[i - 1]) : name(i));
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
    return { starts, ends, find, label };
  };
})(window.kgraph);
