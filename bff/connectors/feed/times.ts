/** Zones by their letters, as feeds write them against RFC 822; hours ahead of UTC. V8 knows those of North America. */
const zones: Record<string, string> = {
  ...{ WET: "+0000", WEST: "+0100", BST: "+0100", CET: "+0100", MEZ: "+0100", CEST: "+0200", MEST: "+0200" },
  ...{ MESZ: "+0200", EET: "+0200", EEST: "+0300", MSK: "+0300", TRT: "+0300", SAST: "+0200", JST: "+0900" },
  ...{ KST: "+0900", HKT: "+0800", SGT: "+0800", AWST: "+0800", ACST: "+0930", AEST: "+1000", AEDT: "+1100" },
  ...{ NZST: "+1200", NZDT: "+1300", AKST: "-0900", AKDT: "-0800", HST: "-1000" },
};

const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;
const american = /^(Z|GMT|UTC|UT|[ECMP][SD]T)$/;

/**
 * A moment as feeds write it (RFC 822, RFC 3339, or nearly) as ISO; null where it is none. Without a zone, and with
 * letters that nobody knows, it is read as UTC (RFC 5322, 4.3), never by the clock of this machine.
 */
export function momentOf(text: string | undefined): string | null {
  const bare = (text ?? "").replace(/\s+/g, " ").trim();
  const [, date, time, offset] = iso.exec(bare) ?? [];
  const written = date ? `${date}${time ? `T${time}${offset ?? "Z"}` : ""}` : oldStyle(bare);
  const at = Date.parse(written);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

// The name of the day says nothing that the date does not, and may be in any language.
function oldStyle(bare: string): string {
  if (!/\d/.test(bare)) return "";
  const [, rest = "", letters = ""] = /^(.*\d) ?([A-Z]{1,5})?$/.exec(bare.replace(/^[^\d,]+, ?(?=\d)/, "")) ?? [];
  if (letters) return `${rest} ${zones[letters] ?? (american.test(letters) ? letters : "UTC")}`;
  return /(?:[+-]\d\d:?\d\d|(?:GMT|UTC|UT)[+-]\d+)$/.test(rest) ? rest : `${rest} UTC`;
}
