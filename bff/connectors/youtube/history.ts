import { z } from "zod";
import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import type { Comment, Thread } from "./api.ts";
import { repliesBelow, threadsPage, uploads, videosAt } from "./read.ts";
import { commentsIn, iso, messageOf, placeOf, postOf, threadsIn } from "./told.ts";
import type { Tube } from "./tube.ts";

const Past = z.object({
  step: z.enum(["videos", "threads"]),
  page: z.string().nullable(),
  oldest: z.string().nullable(),
  /** how often it was begun anew */
  anew: z.number().default(0),
});
type Past = z.infer<typeof Past>;

/** What lies before: first the channel's videos back to `until`, then the threads under all of them, newest first. */
export const backfill = (tube: Tube, until: string, text: string | null): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const past = pastOf(text);
    return past.step === "videos" ? pastVideos(tube, until, past) : pastThreads(tube, until, past);
  });

function pastOf(text: string | null): Past {
  const start: Past = { step: "videos", page: null, oldest: null, anew: 0 };
  try {
    return text ? (Past.safeParse(JSON.parse(text)).data ?? start) : start;
  } catch {
    return start;
  }
}

const oftenAnew = 3;

/** A step from its beginning, where Google no longer knows the page it stood at; that may go on for ever. */
const anew = ({ step, anew: before }: Past): BackfillPage => ({
  items: [],
  cursor: JSON.stringify({ step, page: null, oldest: null, anew: before + 1 } satisfies Past),
  more: true,
  reachedTo: null,
});
const keptIn = ({ page, anew: before }: Past) => ({ stored: page !== null && before < oftenAnew });

async function pastVideos(tube: Tube, until: string, past: Past): Promise<BackfillPage> {
  const { videos, next, lost } = await uploads(tube, past.page ?? undefined, keptIn(past));
  if (lost) return anew(past);
  const kept = videos.filter(({ at }) => at >= until);
  const { shown } =
    kept.length > 0
      ? await videosAt(
          tube,
          kept.map(({ id }) => id),
        )
      : { shown: [] };
  const oldest = videos.at(-1)?.at ?? null;
  const on = next && oldest && oldest >= until && (past.oldest === null || oldest < past.oldest);
  const cursor: Past = on ? { ...past, page: next, oldest } : { step: "threads", page: null, oldest: null, anew: 0 };
  // While videos are read, nothing can be said yet of how far people's words go back.
  return { items: shown.map(postOf), cursor: JSON.stringify(cursor), more: true, reachedTo: null };
}

async function pastThreads(tube: Tube, until: string, past: Past): Promise<BackfillPage> {
  const asked = { allThreadsRelatedToChannelId: tube.channel };
  const { items: raw, next, lost } = await threadsPage(tube, asked, past.page ?? undefined, keptIn(past));
  if (lost) return anew(past);
  const { threads, unreadable } = threadsIn(raw);
  const kept = threads.filter((thread) => sentAt(thread) >= until);
  const items: IncomingItem[] = await videosBelow(tube, kept, until);
  for (const thread of kept.toReversed()) {
    const place = placeOf(thread);
    for (const one of [thread.snippet.topLevelComment, ...(await allReplies(tube, thread))])
      items.push(messageOf(one, place, tube.channel));
  }
  const oldest = threads.at(-1) ? sentAt(threads.at(-1)!) : null;
  // A page that is no older than the one before it would come for ever.
  const more = Boolean(next && oldest && oldest >= until && (past.oldest === null || oldest < past.oldest));
  const cursor: Past = { ...past, page: next, oldest };
  const reachedTo = kept.length > 0 ? sentAt(kept.at(-1)!) : null;
  return { items: [...items, ...unreadable], cursor: JSON.stringify(cursor), more, reachedTo };
}

const sentAt = ({ snippet }: Thread): string => iso(snippet.topLevelComment.snippet.publishedAt);

/** Comments may stand under videos that are older than what is asked for; those are told with them. */
async function videosBelow(tube: Tube, threads: Thread[], until: string): Promise<IncomingItem[]> {
  const ids = [...new Set(threads.flatMap(({ snippet }) => snippet.videoId ?? []))];
  if (ids.length === 0) return [];
  const { shown } = await videosAt(tube, ids);
  return shown.filter(({ snippet }) => iso(snippet.publishedAt) < until).map(postOf);
}

async function allReplies(tube: Tube, { snippet, replies }: Thread): Promise<Comment[]> {
  const inside = commentsIn(replies?.comments ?? []);
  const all = snippet.totalReplyCount > inside.length ? await repliesBelow(tube, snippet.topLevelComment.id) : inside;
  return all.sort((a, b) => a.snippet.publishedAt.localeCompare(b.snippet.publishedAt));
}
