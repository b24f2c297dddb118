import { createHash } from "node:crypto";
import { z } from "zod";
import type { Named } from "#bff/connectors/inbound.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { lookUpKey } from "#bff/features/channels/commands.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import { oneAtATime } from "#bff/features/inbox/ingest-news-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";

/** A job for each notice, in the transaction that marks its webhook as read; the same notice twice is one job. */
export async function queueLookUps(trx: Trx, channelId: string, notices: string[], runAt: string): Promise<void> {
  for (const notice of notices) {
    const mark = createHash("sha256").update(notice).digest("base64url");
    await enqueue(trx, "channel.lookUp", { channelId, notice }, { runAt, uniqueKey: `${lookUpKey(channelId)}${mark}` });
  }
}

const minute = 60_000;

/**
 * A job for each notice that polling probably answers: later, so that a reading lies between. Words may be edited once
 * more while the job of the first edit runs, so each edit has its own.
 */
export async function queueUnlessRead(trx: Trx, channelId: string, named: Named[], at: string): Promise<void> {
  const runAt = new Date(Date.parse(at) + minute).toISOString();
  for (const { notice, said } of named) {
    const mark = createHash("sha256")
      .update(`${notice}${said.is === "edited" ? at : ""}`)
      .digest("base64url");
    const payload = { channelId, notice, said: { ...said, at } };
    await enqueue(trx, "channel.lookUp", payload, { runAt, uniqueKey: `${lookUpKey(channelId)}${mark}` });
  }
}

/** A message that a look-up brought and polling did not; `looks`: how often it was looked at again, this time included. */
export type Found = { externalId: string; looks: number };

/** How long after it came, and after that, what only a look-up brought is looked at again. */
const again = [20 * minute, 24 * 60 * minute];

async function queueLookAgain(trx: Trx, channelId: string, notice: string, found: Found, at: string): Promise<void> {
  const { externalId, looks } = found;
  const wait = again[looks];
  if (wait === undefined) return;
  const runAt = new Date(Date.parse(at) + wait).toISOString();
  const payload = { channelId, notice, found: { externalId, looks: looks + 1 } };
  await enqueue(trx, "channel.lookAgain", payload, {
    runAt,
    uniqueKey: `lookAgain:${channelId}:${looks}:${externalId}`,
  });
}

const Kept = z.object({ lookUp: z.string() });

/** The notice in the raw form of what could not be looked up, so that trying again asks the network again. */
export function noticeIn(raw: string): string | null {
  try {
    return Kept.safeParse(JSON.parse(raw)).data?.lookUp ?? null;
  } catch {
    return null;
  }
}

/** Asks again for what could not be looked up: the notice leaves the shelf and gets its job. */
export const lookUpAgain = (app: App, channelId: string, asideId: string, notice: string): Promise<void> =>
  inTransaction(app, async (trx) => {
    await trx.deleteFrom("set_aside").where("id", "=", asideId).execute();
    await queueLookUps(trx, channelId, [notice], app.clock.iso());
  });

/**
 * Keeps what was looked up, through the one door. It was asked for now, so it may bring back what was deleted; not when
 * the channel had news since it was asked (`asked`: its news then), and a deletion is always kept for what comes late.
 * `lookAgain`: the message it is about, which is looked at again some time later, unless it is gone or never was here.
 * "moved": the channel is at another address since it was asked, and nothing was kept.
 */
export async function storeLookedUp(
  app: App,
  { id: channelId, news: asked, externalId }: Pick<ChannelTable, "id" | "news" | "externalId">,
  notice: string,
  found: IncomingItem[],
  { lookAgain }: { lookAgain?: Found } = {},
): Promise<"kept" | "moved" | "gone"> {
  const items = found.map((item) =>
    item.type === "unreadable" && item.raw === notice ? { ...item, raw: JSON.stringify({ lookUp: notice }) } : item,
  );
  const changed = await inTransaction(app, async (trx) => {
    await oneAtATime(app.db.engine, trx, channelId);
    const channel = await trx
      .selectFrom("channel")
      .selectAll()
      .where("id", "=", channelId)
      .where("removedAt", "is", null)
      .executeTakeFirst();
    if (!channel) return "gone";
    if (channel.externalId !== externalId) return "moved";
    const pushed = channel.news !== asked || items.some(({ type }) => type === "deletion");
    const { added, updated } = await storeItems(app, trx, channel, items, { pushed });
    const now = app.clock.iso();
    // What Konak asks by itself is no sign of life of the webhooks.
    const isAsked = (lookAgain?.looks ?? 0) > 0;
    if (!isAsked) await tellStream(trx, channelId, "hook", { ok: true, at: now, items, nextAt: null });
    const its = items.filter((item) => "externalId" in item && item.externalId === lookAgain?.externalId);
    const stands = isAsked ? its.every(({ type }) => type !== "deletion") : its.some(({ type }) => type === "message");
    if (lookAgain && stands) await queueLookAgain(trx, channelId, notice, lookAgain, now);
    return added + updated > 0 ? channel : null;
  });
  if (typeof changed === "string") return changed;
  if (changed) app.live.hint({ workspaceId: changed.workspaceId, slice: "inbox" });
  return "kept";
}

/** Says on the channel that a look-up has to wait, and until when. */
export const tellLookUpWaits = (app: App, channelId: string, error: string, nextAt: string): Promise<void> =>
  inTransaction(app, (trx) => tellStream(trx, channelId, "hook", { ok: false, at: app.clock.iso(), error, nextAt }));
