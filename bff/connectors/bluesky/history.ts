import type { AtpAgent } from "@atproto/api";
import { z } from "zod";
import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import { readCursor } from "./cursor.ts";
import { lenient, openReader, type Reader } from "./reader.ts";
import { type Note, sentAt } from "./records.ts";
import { openTold, type Told } from "./told.ts";

const pageSize = 20;

const Past = z.object({ step: z.enum(["feed", "notifications"]), page: z.string().nullable() });
type Past = z.infer<typeof Past>;

type Reading = { agent: AtpAgent; brand: string; until: string; reader: Reader; told: Told };
/** One page of the network's own: what of it could be read, and how to go on. */
type Read = { notes: Note[]; next: string | undefined };

/**
 * What lies before: first what the brand wrote back to `until`, with the conversations under it, then what others
 * wrote to it, newest first.
 */
export async function backfillPage(
  agent: AtpAgent,
  brand: string,
  until: string,
  text: string | null,
  now: Date,
): Promise<Outcome<BackfillPage>> {
  const past = pastOf(text);
  const reader = openReader(agent);
  // A cursor of its own that knows nothing: what is told twice is stored once.
  const told = openTold(readCursor(null, now), reader, brand, now);
  const reading = { agent, brand, until, reader, told };
  const { notes, next } = past.step === "feed" ? await feed(reading, past) : await notifications(reading, past);
  const oldest = notes.map(sentAt).sort()[0];
  const on = next !== undefined && next !== past.page && (oldest === undefined || oldest >= until);
  const cursor: Past = on ? { step: past.step, page: next } : { step: "notifications", page: null };
  return {
    kind: "ok",
    value: {
      items: [...told.items, ...reader.unreadable],
      cursor: JSON.stringify(cursor),
      more: on || past.step === "feed",
      // While own posts are read, nothing can be said yet of how far people's words go back.
      reachedTo: past.step === "feed" ? null : (oldest ?? null),
    },
  };
}

function pastOf(text: string | null): Past {
  const start: Past = { step: "feed", page: null };
  try {
    return text ? (Past.safeParse(JSON.parse(text)).data ?? start) : start;
  } catch {
    return start;
  }
}

async function feed({ agent, brand, until, reader, told }: Reading, { page }: Past): Promise<Read> {
  const asked = { actor: brand, filter: "posts_with_replies", limit: pageSize, includePins: false };
  const answer = await lenient(agent.getAuthorFeed({ ...asked, cursor: page ?? undefined }), "feed");
  const own = answer.feed.filter((entry) => entry?.post?.author?.did === brand && !entry.reason);
  const notes = own.flatMap((entry) => reader.take(entry.post));
  const wanted = notes.filter((note) => sentAt(note) >= until);
  await told.notes(wanted);
  for (const { uri, replyCount, quoteCount } of wanted) {
    const below = [...(replyCount ? await reader.thread(uri) : []), ...(quoteCount ? await reader.quotes(uri) : [])];
    await told.notes(below.filter((note) => note.uri !== uri && sentAt(note) >= until));
  }
  return { notes, next: answer.cursor };
}

async function notifications({ agent, until, reader, told }: Reading, { page }: Past): Promise<Read> {
  const asked = { reasons: ["reply", "mention", "quote"], limit: 2 * pageSize };
  const answer = await lenient(agent.listNotifications({ ...asked, cursor: page ?? undefined }), "notifications");
  const notes = answer.notifications.flatMap((notification) => reader.take(notification));
  await told.notes(notes.filter((note) => sentAt(note) >= until));
  return { notes, next: answer.cursor };
}
