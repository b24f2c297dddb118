/** The calendar day (`YYYY-MM-DD`) of an instant in a time zone. Instants are ISO-8601 UTC text everywhere. */
export function dayIn(timeZone: string, at: string | Date): string {
  return dayFormat(timeZone).format(typeof at === "string" ? new Date(at) : at);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format;
}

/** The day `count` days after a day (`YYYY-MM-DD`); negative counts go back. */
export function addDays(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

const listed = new Map<string, readonly string[]>();

/** Every day from `from` to `to`, both included. */
export function daysBetween(from: string, to: string): string[] {
  const key = `${from} ${to}`;
  let days = listed.get(key);
  if (!days) {
    const fresh: string[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) fresh.push(day);
    days = fresh;
    // A report of many brands asks for the same two periods again and again.
    if (listed.size > 50) listed.clear();
    listed.set(key, days);
  }
  return [...days];
}

const offsets = new Map<string, Intl.DateTimeFormat>();
/** How far the clock of a zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  let format = offsets.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", dateStyle: "short", timeStyle: "medium" });
    offsets.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

const halfDay = 12 * 3600_000;

/**
 * The instant (milliseconds) at which the clock of a zone shows `time` (`HH:MM`) on a day. A time that comes twice is
 * the first of the two; one that the change of the clocks leaves out is the moment of the change.
 */
export function instantIn(timeZone: string, day: string, time: string): number {
  const shown = Date.parse(`${day}T${time}:00Z`);
  const [early, late] = [offsetAt(timeZone, shown - halfDay), offsetAt(timeZone, shown + halfDay)];
  for (const offset of [Math.max(early, late), Math.min(early, late)])
    if (offsetAt(timeZone, shown - offset) === offset) return shown - offset;
  let [before, after] = [shown - late, shown - early];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (offsetAt(timeZone, middle) === early) before = middle;
    else after = middle;
  }
  return after;
}
