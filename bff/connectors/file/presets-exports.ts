import { z } from "zod";
import { localTime } from "#bff/connectors/file/local-time.ts";
import { type Mapped, type RowReader, rowKey } from "#bff/connectors/file/mapping.ts";
import type { Counts, IncomingMessage } from "#bff/connectors/incoming.ts";

type Options = { timeZone: string };
type Row = Record<string, unknown>;

/** The first of these columns that has something in it; networks rename their columns now and then. */
const from = (row: Row, ...names: string[]): string | null => {
  const small = new Map(Object.entries(row).map(([name, value]) => [name.trim().toLowerCase(), value]));
  for (const name of names) {
    const value = small.get(name.toLowerCase());
    if (value !== undefined && value !== null && String(value).trim() !== "") return String(value).trim();
  }
  return null;
};

/** A count as exports write it (`1,234`); an empty cell or a word is not given, never 0. */
const numberIn = (row: Row, ...names: string[]): number | null => {
  const text = from(row, ...names)?.replace(/[,\s\u00a0]/g, "");
  return text && /^\d+$/.test(text) ? Number(text) : null;
};

const nothing: Counts = {
  likes: null,
  comments: null,
  shares: null,
  quotes: null,
  reach: null,
  impressions: null,
  views: null,
};

type Made = { id: string | null; text: string | null; at: string | null; url: string | null; counts: Counts };

function post({ id, text, at, url, counts }: Made, timeZone: string): Mapped {
  if (!at) return { rejected: "There is no time of publishing." };
  const publishedAt = exportTime(at, timeZone);
  if (!publishedAt) return { rejected: `"${at}" is not a time.` };
  const externalId = id ?? rowKey([url, publishedAt, text]);
  const item = { type: "post" as const, externalId, text: text ?? "", url, publishedAt, lang: null };
  return { items: [{ ...item, paid: "unknown", counts }] };
}

/** Meta and LinkedIn write months first (`11/22/2026 09:30`), always, whatever the reader's own way is. */
function exportTime(text: string, timeZone: string): string | null {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,]+(\d{1,2}):(\d{2})(?::\d{2})?\s*([AP]M)?)?$/i.exec(text);
  if (!american) return localTime(text, timeZone);
  const [, month = "", day = "", year = "", hour = "0", minute = "00", half] = american;
  const shift = half ? (half.toUpperCase() === "PM" ? 12 : 0) - (hour === "12" ? 12 : 0) : 0;
  const two = (number: string | number) => String(number).padStart(2, "0");
  return localTime(`${year}-${two(month)}-${two(day)} ${two(Number(hour) + shift)}:${minute}`, timeZone);
}

/** Meta Business Suite, Insights, Content, Export: one post of a Page or of Instagram a row. */
const metaPosts =
  ({ timeZone }: Options): RowReader =>
  (row) =>
    post(
      {
        id: from(row, "Post ID"),
        text: from(row, "Title", "Description"),
        at: from(row, "Publish time"),
        url: from(row, "Permalink"),
        counts: {
          ...nothing,
          likes: numberIn(row, "Reactions", "Likes"),
          comments: numberIn(row, "Comments"),
          shares: numberIn(row, "Shares"),
          reach: numberIn(row, "Reach"),
          impressions: numberIn(row, "Impressions"),
          views: numberIn(row, "Views"),
        },
      },
      timeZone,
    );

/** LinkedIn page, Analytics, Content, Export, sheet "All posts" saved as CSV without the line above the names. */
const linkedinPosts =
  ({ timeZone }: Options): RowReader =>
  (row) => {
    const url = from(row, "Post link");
    return post(
      {
        id: /(?:urn:li:)?(activity|share|ugcPost)[:-]\d+/.exec(url ?? "")?.[0] ?? null,
        text: from(row, "Post title"),
        at: from(row, "Created date"),
        url,
        counts: {
          ...nothing,
          likes: numberIn(row, "Likes"),
          comments: numberIn(row, "Comments"),
          shares: numberIn(row, "Reposts"),
          impressions: numberIn(row, "Impressions"),
          views: numberIn(row, "Views (Excludes offsite video views)", "Views"),
        },
      },
      timeZone,
    );
  };

const message = (more: Pick<IncomingMessage, "externalId" | "text" | "sentAt"> & Partial<IncomingMessage>): Mapped => ({
  items: [
    {
      type: "message",
      threadExternalId: more.externalId,
      parentExternalId: null,
      postExternalId: null,
      kind: "comment",
      byBrand: true,
      author: { externalId: "owner", handle: "owner", displayName: null, url: null },
      lang: null,
      editedAt: null,
      url: null,
      ...more,
    },
  ],
});

/** LinkedIn, Settings, Get a copy of your data, Comments.csv: what the member who asked for it wrote. */
const linkedinComments =
  ({ timeZone }: Options): RowReader =>
  (row) => {
    const [at, text, link] = [from(row, "Date"), from(row, "Message"), from(row, "Link")];
    const sentAt = at && exportTime(at, timeZone);
    if (!text) return { rejected: "There is no text." };
    if (!sentAt) return { rejected: at ? `"${at}" is not a time.` : "There is no time." };
    return message({ externalId: rowKey([sentAt, link, text]), text, sentAt, url: link, postExternalId: link });
  };

/** Google Takeout, YouTube, comments.csv. The words are pieces of JSON; times are UTC whatever the brand's clock says. */
const youtubeComments = (): RowReader => (row) => {
  const id = from(row, "Comment ID");
  const at = from(row, "Comment Create Timestamp", "Comment create timestamp");
  const sentAt = at && localTime(at, "UTC");
  const text = piecesIn(from(row, "Comment Text", "Comment text") ?? "");
  if (!id) return { rejected: "There is no Comment ID." };
  if (!sentAt) return { rejected: at ? `"${at}" is not a time.` : "There is no time." };
  if (!text) return { rejected: "There is no text." };
  const parent = from(row, "Parent Comment ID");
  const channel = from(row, "Channel ID") ?? "owner";
  const video = from(row, "Video ID");
  return message({
    externalId: id,
    threadExternalId: parent ?? id,
    parentExternalId: parent,
    postExternalId: video,
    author: {
      externalId: channel,
      handle: channel,
      displayName: null,
      url: `https://www.youtube.com/channel/${channel}`,
    },
    text,
    sentAt,
    url: video ? `https://www.youtube.com/watch?v=${video}&lc=${id}` : null,
  });
};

const Piece = z.object({ text: z.string().optional() });

function piecesIn(cell: string): string {
  for (const json of [cell, `[${cell}]`]) {
    try {
      const read = z.array(Piece).safeParse(JSON.parse(json));
      if (read.success)
        return read.data
          .map(({ text }) => text ?? "")
          .join("")
          .trim();
    } catch {
      // Older exports have the plain words, or pieces without the brackets around them.
    }
  }
  return cell;
}

const count = z.coerce.number().int().nonnegative();
const Tweet = z.object({
  id_str: z.string().min(1),
  full_text: z.string(),
  created_at: z.string(),
  lang: z.string().optional(),
  favorite_count: count.optional(),
  retweet_count: count.optional(),
  in_reply_to_status_id_str: z.string().optional(),
});
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">" };

/** X archive, data/tweets.js: own posts, and own answers to others. */
const xTweets = (): RowReader => (row) => {
  const read = Tweet.safeParse(row.tweet ?? row);
  if (!read.success) return { rejected: `${read.error.issues[0]?.path.join(".")}: ${read.error.issues[0]?.message}` };
  const { id_str: id, full_text, created_at, lang = null, in_reply_to_status_id_str: parent, ...counts } = read.data;
  const at = Date.parse(created_at);
  if (!Number.isFinite(at)) return { rejected: `"${created_at}" is not a time.` };
  const sentAt = new Date(at).toISOString();
  const text = full_text.replace(/&(amp|lt|gt);/g, (_, name: string) => entities[name] ?? "");
  const url = `https://x.com/i/web/status/${id}`;
  if (parent)
    return message({
      externalId: id,
      threadExternalId: parent,
      parentExternalId: parent,
      kind: "mention",
      text,
      sentAt,
      lang,
      url,
    });
  const likes = counts.favorite_count ?? null;
  const told = { ...nothing, likes, shares: counts.retweet_count ?? null };
  return {
    items: [{ type: "post", externalId: id, text, url, publishedAt: sentAt, lang, paid: "unknown", counts: told }],
  };
};

/** Exports that networks hand out themselves. */
export const exportPresets: Record<string, (options: Options) => RowReader> = {
  "meta-posts": metaPosts,
  "x-tweets": xTweets,
  "youtube-comments": youtubeComments,
  "linkedin-posts": linkedinPosts,
  "linkedin-comments": linkedinComments,
};
