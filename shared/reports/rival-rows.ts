import { Network } from "../channel.ts";
import { fold } from "../text.ts";
import { RivalCounts } from "./rivals.ts";

/** A row of a file of competitors' counts, or why it is none. `line` counts from 1, the head included. */
export type RivalRow = { name: string; line: number } & RivalCounts;
export type ReadRivals = { rows: RivalRow[]; rejected: { line: number; reason: string }[] };

const heads: Record<"name" | "network" | "from" | "to" | "followers" | "posts" | "interactions", string[]> = {
  name: ["name", "competitor", "rival", "page", "profile", "account"],
  network: ["network", "platform", "channel"],
  from: ["from", "start", "date", "day", "month"],
  to: ["to", "end"],
  followers: ["followers", "fans", "follower count"],
  posts: ["posts", "number of posts"],
  interactions: ["interactions", "engagements", "engagement", "total interactions"],
};
type Field = keyof typeof heads;

/** The most rows one file may bring. */
export const mostRivalRows = 20_000;

/**
 * Reads the records of a file: one row a competitor, network and day (`date`), month (`2026-10`) or period (`from`, `to`).
 * Thousands may be set apart by a comma, point or space. Counts under 0, halves and unknown networks are refused by line.
 */
export function readRivals(records: readonly (readonly string[])[]): ReadRivals {
  const [head = [], ...lines] = records;
  const at = columnsOf(head);
  const missing = (["name", "network", "from", "posts", "interactions"] as const).filter((field) => at[field] === null);
  if (missing.length > 0)
    return { rows: [], rejected: [{ line: 1, reason: `There is no column for ${missing.join(", ")}.` }] };
  const read: ReadRivals = { rows: [], rejected: [] };
  lines.forEach((line, index) => {
    const cell = (field: Field) => (at[field] === null ? "" : (line[at[field]] ?? "").trim());
    const row = rowOf(cell);
    if (typeof row === "string") read.rejected.push({ line: index + 2, reason: row });
    else read.rows.push({ ...row, line: index + 2 });
  });
  return read;
}

function columnsOf(head: readonly string[]): Record<Field, number | null> {
  const names = head.map((name) => fold(name.replace(/^\uFEFF/, "")).trim());
  const found = Object.entries(heads).map(([field, known]) => {
    const index = names.findIndex((name) => known.includes(name));
    return [field, index < 0 ? null : index];
  });
  return Object.fromEntries(found) as Record<Field, number | null>;
}

function rowOf(cell: (field: Field) => string): Omit<RivalRow, "line"> | string {
  const name = cell("name").slice(0, 120);
  if (!name) return "The competitor has no name.";
  const network = Network.safeParse(fold(cell("network")));
  if (!network.success) return `"${cell("network")}" is not a network Konak knows.`;
  const period = periodOf(cell("from"), cell("to"));
  if (!period) return `"${cell("from")}" is not a day (2026-10-31), a month (2026-10) or the begin of a period.`;
  const counts = {
    followers: count(cell("followers")),
    posts: count(cell("posts")),
    interactions: count(cell("interactions")),
  };
  if (counts.posts === null || counts.interactions === null) return "Posts and interactions are both needed.";
  if (Object.values(counts).some(Number.isNaN)) return "Counts are whole numbers from 0 on.";
  const checked = RivalCounts.safeParse({ network: network.data, ...period, ...counts });
  return checked.success ? { name, ...checked.data } : "The dates or counts of the row do not fit.";
}

function periodOf(from: string, to: string): { from: string; to: string } | null {
  if (/^\d{4}-\d{2}$/.test(from)) {
    const last = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5)), 0));
    return Number.isNaN(last.getTime()) ? null : { from: `${from}-01`, to: last.toISOString().slice(0, 10) };
  }
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  const end = to || from;
  return isDay(from) && isDay(end) && from <= end ? { from, to: end } : null;
}

function count(text: string): number | null {
  if (text === "" || /^(n\/a|-|–)$/i.test(text)) return null;
  if (/^\d+$/.test(text)) return Number(text);
  return /^\d{1,3}([ ,.\u00A0\u202F]\d{3})+$/.test(text) ? Number(text.replace(/\D/g, "")) : Number.NaN;
}
