import { createHash } from "node:crypto";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import type { Trx } from "#bff/platform/db/open.ts";

/** The ways by which news come and answers go; each has its own health. */
export type StreamName = "poll" | "hook" | "stream" | "send" | "history" | "reconcile" | "counts";

/** What happened on a way: it worked (with what it brought), or it did not. */
export type StreamNews =
  | { ok: true; at: string; items?: IncomingItem[]; nextAt?: string | null; pass?: string | null }
  | { ok: false; at: string; error: string; nextAt?: string | null; pass?: string | null };

/** Writes down how a way of a channel is doing. */
export async function tellStream(trx: Trx, channelId: string, stream: StreamName, news: StreamNews): Promise<void> {
  const row = await trx
    .selectFrom("channel_stream")
    .select(["newestAt", "items", "failures"])
    .where("channelId", "=", channelId)
    .where("stream", "=", stream)
    .executeTakeFirst();
  const values = news.ok ? wentWell(news, row) : wentWrong(news, row);
  await trx
    .insertInto("channel_stream")
    .values({ channelId, stream, ...values })
    .onConflict((conflict) => conflict.columns(["channelId", "stream"]).doUpdateSet(values))
    .execute();
}

type Row = { newestAt: string | null; items: number; failures: number } | undefined;

function wentWell({ at, items = [], nextAt, pass }: Extract<StreamNews, { ok: true }>, row: Row) {
  const newest = newestOf(items, at);
  return {
    lastOkAt: at,
    lastTriedAt: at,
    newestAt: newest && newest > (row?.newestAt ?? "") ? newest : (row?.newestAt ?? null),
    items: (row?.items ?? 0) + items.length,
    failures: 0,
    error: null,
    ...(nextAt !== undefined && { nextAt }),
    ...(pass !== undefined && { pass }),
  };
}

const wentWrong = ({ at, error, nextAt, pass }: Extract<StreamNews, { ok: false }>, row: Row) => ({
  lastTriedAt: at,
  failures: (row?.failures ?? 0) + 1,
  error,
  errorAt: at,
  ...(nextAt !== undefined && { nextAt }),
  ...(pass !== undefined && { pass }),
});

function newestOf(items: IncomingItem[], now: string): string | null {
  let newest: string | null = null;
  for (const item of items) {
    const at = item.type === "message" ? item.sentAt : item.type === "post" ? item.publishedAt : null;
    if (at && at <= now && at > (newest ?? "")) newest = at;
  }
  return newest;
}

const markOf = (cursor: string): string => createHash("sha256").update(cursor).digest("base64url").slice(0, 10);
const longestPass = 2000;

/**
 * The marks of a pass with one more page, or null when the network gave this cursor in this pass before: it would go
 * round for ever. `before` are the marks so far (JSON), null at the beginning.
 */
export function passWith(before: string | null, from: string | null, cursor: string): string | null {
  const marks = before ? (JSON.parse(before) as string[]) : from === null ? [] : [markOf(from)];
  const mark = markOf(cursor);
  return marks.includes(mark) || marks.length >= longestPass ? null : JSON.stringify([...marks, mark]);
}
