import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { lookUpAgain, noticeIn } from "#bff/features/channels/look-up-commands.ts";
import { findChannel, openChannel } from "#bff/features/channels/queries.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { readsAs } from "#bff/platform/version.ts";
import { inTransaction, write } from "#bff/platform/write.ts";

const atOnce = 200;

/** Tries what could not be read once more, because a person asks for it. */
export async function rereadAside(ctx: Ctx, channelId: string): Promise<{ read: number; left: number }> {
  const channel = await findChannel(ctx, channelId);
  const result = await reread(ctx, channel, null);
  await write(ctx, "channel.sync", `channel:${channelId}`, async (_trx, audit) => audit({ reread: result.read }));
  return result;
}

/** After an update: tries again whatever an earlier version could not read. */
export async function rereadAfterUpdate(app: App): Promise<void> {
  const rows = await app.db.read
    .selectFrom("channel")
    .innerJoin("set_aside", "set_aside.channelId", "channel.id")
    .selectAll("channel")
    .distinct()
    .where("channel.removedAt", "is", null)
    .where("set_aside.kind", "=", "unreadable")
    .where((eb) => eb.or([eb("set_aside.triedWith", "is", null), eb("set_aside.triedWith", "!=", readsAs())]))
    .execute();
  for (const channel of rows) await reread(app, channel, readsAs());
}

/** `but`: leaves out what was tried with this version. */
async function reread(app: App, channel: ChannelTable, but: string | null): Promise<{ read: number; left: number }> {
  const opened = await openChannel(app, channel);
  let [read, left, after] = [0, 0, ""];
  for (let more = true; more; ) {
    let query = app.db.read
      .selectFrom("set_aside")
      .select(["id", "raw"])
      .where("channelId", "=", channel.id)
      .where("kind", "=", "unreadable")
      .where("id", ">", after);
    if (but) query = query.where((eb) => eb.or([eb("triedWith", "is", null), eb("triedWith", "!=", but)]));
    const rows = await query.orderBy("id").limit(atOnce).execute();
    more = rows.length === atOnce;
    after = rows.at(-1)?.id ?? "";
    for (const { id, raw } of rows) {
      // Elsewhere what looks like a notice is somebody's own item.
      const notice = opened?.connector.hook?.lookUp ? noticeIn(raw) : null;
      if (notice !== null) {
        await lookUpAgain(app, channel.id, id, notice);
        left++;
        continue;
      }
      const items = attempt(() => opened?.connector.reread?.(raw, opened.access) ?? ownItem(raw));
      const done =
        items !== null && !items.some((item) => item.type === "unreadable") && (await keep(app, channel, id, items));
      if (done) read++;
      else {
        left++;
        await app.db.write.updateTable("set_aside").set({ triedWith: readsAs() }).where("id", "=", id).execute();
      }
    }
  }
  if (left > 0) app.wake();
  if (read > 0) app.live.hint({ workspaceId: channel.workspaceId, slice: "inbox" });
  return { read, left };
}

// What our own door could not keep is one of our own items; a later door may.
function ownItem(raw: string): IncomingItem[] {
  const item = JSON.parse(raw) as IncomingItem;
  if (typeof item?.type !== "string") throw new TypeError("This is no item.");
  return [item];
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function keep(app: App, channel: ChannelTable, id: string, items: IncomingItem[]): Promise<boolean> {
  return inTransaction(app, async (trx) => {
    await trx.deleteFrom("set_aside").where("id", "=", id).execute();
    // What was kept is older than whatever was read since: it comes as late as a webhook may.
    await storeItems(app, trx, channel, items, { pushed: true });
    // The door may find it as unreadable as before, and sets it aside anew.
    const again = await trx
      .selectFrom("set_aside")
      .select("id")
      .where("channelId", "=", channel.id)
      .where(
        "raw",
        "in",
        items.map((item) => JSON.stringify(item)),
      )
      .executeTakeFirst();
    return again === undefined;
  });
}
