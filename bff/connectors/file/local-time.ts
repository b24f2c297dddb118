/**
 * An instant as ISO-8601 UTC from what files write: with an offset as it is (`2015-02-24 11:35:52 -0800`), without one
 * as the clock of `timeZone`, digits only as Unix seconds or milliseconds. Null for what is no time.
 */
export function localTime(text: string, timeZone: string): string | null {
  const plain = text.trim();
  if (/^\d{10}$/.test(plain)) return new Date(Number(plain) * 1000).toISOString();
  if (/^\d{13}$/.test(plain)) return new Date(Number(plain)).toISOString();
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(
      plain,
    );
  if (!match) {
    const loose = Date.parse(plain);
    return /\d{4}/.test(plain) && Number.isFinite(loose) ? new Date(loose).toISOString() : null;
  }
  const [, year, month, day, hour = "00", minute = "00", second = "00", zone] = match;
  const clock = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (!zone) return zonedInstant(clock, timeZone);
  const offset = zone === "UTC" ? "Z" : zone.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
  const at = Date.parse(clock + offset);
  return Number.isFinite(at) ? new Date(at).toISOString() : null;
}

/** The instant at which the clock of a time zone shows `clock` (`YYYY-MM-DDTHH:MM:SS`); null when it is no date. */
export function zonedInstant(clock: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${clock}Z`);
  if (!Number.isFinite(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== clock.slice(0, 10)) return null;
  // Twice, because the offset before a change of the clocks is not the one after it.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(guess, timeZone)).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", dateStyle: "short", timeStyle: "medium" });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
