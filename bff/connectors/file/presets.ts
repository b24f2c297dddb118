import { z } from "zod";
import { localTime, zonedInstant } from "#bff/connectors/file/local-time.ts";
import { type Mapped, type RowReader, rowKey } from "#bff/connectors/file/mapping.ts";
import { exportPresets } from "#bff/connectors/file/presets-exports.ts";
import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";

export type PresetOptions = { timeZone: string; year: number };

/** Kinds of files that need no `--map`. */
export const presets: Record<string, (options: PresetOptions) => RowReader> = {
  "airline-mentions":
    ({ timeZone }) =>
    (row) =>
      airlineMention(row, timeZone),
  "care-conversations": () => careConversation,
  "page-posts": pagePosts,
  ...exportPresets,
};

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", apos: "'", nbsp: " " };
const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|apos|nbsp);/g, (_, name) => entities[name] ?? "");

const message = (
  more: Pick<IncomingMessage, "externalId" | "threadExternalId" | "author" | "text" | "sentAt"> &
    Partial<IncomingMessage>,
): IncomingMessage => ({
  type: "message",
  parentExternalId: null,
  postExternalId: null,
  kind: "mention",
  byBrand: false,
  lang: null,
  editedAt: null,
  url: null,
  ...more,
});

const person = (handle: string) => ({ externalId: handle, handle, displayName: null, url: null });

const AirlineRow = z.object({
  tweet_id: z.string().min(1),
  name: z.string().min(1),
  text: z.string().min(1),
  tweet_created: z.string(),
});

// One public mention a row, each a thread of its own.
function airlineMention(row: Record<string, unknown>, timeZone: string): Mapped {
  const parsed = AirlineRow.safeParse(row);
  if (!parsed.success)
    return { rejected: `The column ${String(parsed.error.issues[0]?.path[0])} is missing or empty.` };
  const { tweet_id, name, text, tweet_created } = parsed.data;
  const sentAt = localTime(tweet_created, timeZone);
  if (!sentAt) return { rejected: `"${tweet_created}" is not a time.` };
  return {
    items: [
      message({
        externalId: tweet_id,
        threadExternalId: tweet_id,
        author: person(name),
        text: plain(text),
        sentAt,
        lang: "en",
      }),
    ],
  };
}

const Conversation = z.object({
  id: z.string().min(1),
  brand: z.string().min(1),
  thread: z
    .array(
      z.object({
        who: z.enum(["member", "brand"]),
        author: z.string().min(1),
        at: z.string().nullable(),
        text: z.string(),
      }),
    )
    .min(1),
});

// A conversation a row. A reply without a time gets that of the message before it, so it stands where it belongs
// and no time to answer is made up (reports leave out answers that took no time at all).
function careConversation(row: Record<string, unknown>): Mapped {
  const parsed = Conversation.safeParse(row);
  if (!parsed.success) {
    const { path, message: why } = parsed.error.issues[0] ?? { path: [], message: "not a conversation" };
    return { rejected: `${path.join(".") || "The line"}: ${why}` };
  }
  const { id, thread } = parsed.data;
  const first = thread.find((turn) => turn.who === "member");
  if (!first) return { rejected: "Nobody outside the brand says anything in it." };
  let sentAt = thread.map((turn) => turn.at && localTime(turn.at, "UTC")).find((at) => at) ?? null;
  if (!sentAt) return { rejected: "No message of it has a time." };
  const items: IncomingItem[] = [];
  for (const [at, turn] of thread.entries()) {
    const own = turn.at ? localTime(turn.at, "UTC") : null;
    if (turn.at && !own) return { rejected: `"${turn.at}" is not a time.` };
    sentAt = own ?? sentAt;
    items.push(
      message({
        externalId: `${id}-${at}`,
        threadExternalId: id,
        parentExternalId: at === 0 ? null : `${id}-${at - 1}`,
        byBrand: turn.who === "brand",
        author: person(turn.author),
        text: plain(turn.text),
        sentAt,
      }),
    );
  }
  return { items };
}

const count = z.string().transform((value, ctx) => {
  if (value.trim() === "") return null;
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0) return number;
  ctx.addIssue({ code: "custom", message: `"${value}" is not a count` });
  return z.NEVER;
});
const within = (from: number, to: number) => z.coerce.number().int().min(from).max(to);
const PagePostRow = z.object({
  Page_T_Likes: count,
  Type: z.string().min(1),
  Category: z.string(),
  Month: within(1, 12),
  Weekday: within(1, 7),
  Hour: within(0, 24),
  Paid: z.enum(["0", "1", ""]),
  T_Reach: count,
  T_Impression: count,
  comment: count,
  like: count,
  share: count,
});

// Rows know month, weekday (1 is Sunday) and hour only; they are laid on that weekday's dates of the month in turn.
function pagePosts({ timeZone, year }: PresetOptions): RowReader {
  const laid = new Map<string, number>();
  const seen = new Map<string, number>();
  return (row) => {
    const parsed = PagePostRow.safeParse(row);
    if (!parsed.success) {
      const { path, message: why } = parsed.error.issues[0] ?? { path: [], message: "" };
      return { rejected: `${path.join(".")}: ${why}` };
    }
    const post = parsed.data;
    const dates = datesOf(year, post.Month, post.Weekday - 1);
    const slot = `${post.Month}-${post.Weekday}`;
    const turn = laid.get(slot) ?? 0;
    laid.set(slot, turn + 1);
    const publishedAt = zonedInstant(
      `${dates[turn % dates.length]}T${String(post.Hour % 24).padStart(2, "0")}:00:00`,
      timeZone,
    );
    if (!publishedAt) return { rejected: "The month, weekday and hour give no time." };
    const key = rowKey(Object.values(row));
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    const counts = {
      likes: post.like,
      comments: post.comment,
      shares: post.share,
      quotes: null,
      reach: post.T_Reach,
      impressions: post.T_Impression,
      views: null,
    };
    const paid = post.Paid === "1" ? "paid" : post.Paid === "0" ? "organic" : "unknown";
    const text = `${post.Type}, category ${post.Category}`;
    const items: IncomingItem[] = [
      { type: "post", externalId: `${key}-${nth}`, text, url: null, publishedAt, lang: null, paid, counts },
    ];
    if (post.Page_T_Likes !== null) items.push({ type: "followers", at: publishedAt, count: post.Page_T_Likes });
    return { items };
  };
}

/** The dates of a weekday (0 is Sunday) in a month, in order. */
function datesOf(year: number, month: number, weekday: number): string[] {
  const dates: string[] = [];
  for (
    const day = new Date(Date.UTC(year, month - 1, 1));
    day.getUTCMonth() === month - 1;
    day.setUTCDate(day.getUTCDate() + 1)
  )
    if (day.getUTCDay() === weekday) dates.push(day.toISOString().slice(0, 10));
  return dates;
}
