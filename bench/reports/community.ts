import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import { rollUp } from "#bff/features/reports/roll-commands.ts";
import { standingClock } from "#bff/platform/clock.ts";
import type { App } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { rateFormulaIds } from "#shared/reports/closed-list.ts";
import { addDays } from "#shared/time.ts";
import { type Chance, chanceOf, itemsOf } from "./happenings.ts";
import { inventRivals } from "./rivals.ts";

const zones = [
  ...["Europe/Helsinki", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"],
  ...["Pacific/Apia", "Asia/Beirut", "Europe/Istanbul", "America/St_Johns"],
];
// Leap days, both changes of the clocks in the north and the south, and the turn of years.
const turns = [
  ...["2024-02-29", "2024-03-31", "2024-12-31", "2025-03-09", "2025-11-02", "2026-01-01", "2026-03-29", "2026-04-05"],
  ...["2025-09-07", "2025-10-26", "2026-10-25", "2026-11-01"],
];
const networks = ["sandbox", "instagram", "facebook", "bluesky", "x"];
const hour = 3_600_000;

export type Community = { slug: string; brandId: string; workspaceId: string; now: string; asks: Ask[] };
type Ask = { from: string; to: string; formula: (typeof rateFormulaIds)[number]; campaign?: string };

/** Makes one invented community through the door networks come in by, in steps, rolled up now and then on the way. */
export async function makeCommunity(app: App, seed: number): Promise<Community> {
  const chance = chanceOf(seed);
  const [timeZone, turn] = [chance.pick(zones), chance.pick(turns)];
  const begins = Date.parse(`${turn}T00:00:00Z`) - (5 + chance.below(40)) * 24 * hour;
  const ends = Date.parse(`${turn}T00:00:00Z`) + (1 + chance.below(20)) * 24 * hour + chance.below(24) * hour;
  const made = await makeBrand(app, seed, chance, timeZone, new Date(begins).toISOString());
  const stories = made.channels.map((channel) => ({
    channel,
    items: itemsOf(chance, { begins, ends, own: channel.network }),
  }));
  const steps = 2 + chance.below(4);
  for (let step = 1; step <= steps; step++) {
    const [from, to] = [step - 1, step].map((part) => begins + ((ends - begins) * part) / steps);
    const at = { ...app, clock: standingClock(new Date(to ?? ends).toISOString()) };
    for (const { channel, items } of stories) await bringStep(at, channel.id, items, from ?? begins, to ?? ends);
    if (chance.happens(0.5)) await rollUp(at);
  }
  await endSome(app, chance, made.channels, new Date(ends - 4 * 24 * hour).toISOString());
  const now = new Date(ends).toISOString();
  const last = new Intl.DateTimeFormat("en-CA", { timeZone }).format(ends);
  const asks: Ask[] = [0, 1, 2].map(() => {
    const to = addDays(last, -chance.below(12));
    return { from: addDays(to, -chance.below(30)), to, formula: chance.pick(rateFormulaIds) };
  });
  const span = { from: addDays(last, -90), to: last };
  await inventRivals(app, seed, { ...made, networks: made.channels.map((channel) => channel.network) }, span);
  const campaign = "Odd posts";
  if ((await tagSome(app, made, campaign, now)) > 0)
    asks.push(...asks.slice(0, 2).map((ask) => ({ ...ask, campaign })));
  return { slug: made.slug, brandId: made.brandId, workspaceId: made.workspaceId, now, asks };
}

type Timed = { at: number; item: IncomingItem };
async function bringStep(app: App, channelId: string, items: Timed[], from: number, to: number): Promise<void> {
  const due = items.filter(({ at }) => at > from && at <= to).map(({ item }) => item);
  if (due.length === 0) return;
  await inTransaction(app, async (trx) => {
    const channel = await trx.selectFrom("channel").selectAll().where("id", "=", channelId).executeTakeFirstOrThrow();
    await storeItems(app, trx, channel, due);
  });
}

async function makeBrand(app: App, seed: number, chance: Chance, timeZone: string, createdAt: string) {
  const [workspaceId, brandId, slug] = [newId(), newId(), `community-${seed}`];
  const { write } = app.db;
  await write.insertInto("workspace").values({ id: workspaceId, name: slug, createdAt }).execute();
  const voice = { languages: '["en"]', signature: "", color: "blue", allowedContacts: "[]" };
  const serviceHours = chance.happens(0.7) ? JSON.stringify(hoursOf(chance)) : null;
  const brand = { id: brandId, workspaceId, slug, name: slug, timeZone, ...voice, serviceHours, createdAt };
  await write.insertInto("brand").values(brand).execute();
  const channels = Array.from({ length: 1 + chance.below(4) }, (_, n) => ({
    id: newId(),
    network: networks[(seed + n) % networks.length] ?? "sandbox",
  }));
  for (const [n, { id, network }] of channels.entries()) {
    const named = { externalId: `own-${n}`, handle: slug, name: `Channel ${n}`, url: null };
    const state = { health: "ok", healthReason: null, healthAt: null, credentials: null, settings: "{}", cursor: null };
    const row = { id, workspaceId, brandId, network, ...named, ...state, lastSyncAt: null, removedAt: null };
    await write
      .insertInto("channel")
      .values({ ...row, createdAt })
      .execute();
  }
  return { workspaceId, brandId, slug, channels };
}

function hoursOf(chance: Chance) {
  const opens = ["06:00", "08:30", "09:15", "12:00"];
  const closes = ["16:45", "18:00", "21:30"];
  return Array.from({ length: 7 }, (_, weekday) => {
    if (weekday > 4 && chance.happens(0.6)) return null;
    if (chance.happens(0.1)) return { from: "00:00", to: "24:00" };
    return { from: chance.pick(opens), to: chance.pick(closes) };
  });
}

// Every third post, so that days hold posts of the campaign and others, or one kind alone.
async function tagSome(
  app: App,
  { brandId, workspaceId }: Pick<Community, "brandId" | "workspaceId">,
  name: string,
  at: string,
): Promise<number> {
  const posts = await app.db.write
    .selectFrom("post")
    .select("id")
    .where("brandId", "=", brandId)
    .orderBy("externalId")
    .execute();
  const some = posts.filter((_, n) => n % 3 === 0).map((post) => post.id);
  if (some.length === 0) return 0;
  const campaignId = newId();
  await app.db.write
    .insertInto("campaign")
    .values({ id: campaignId, workspaceId, brandId, name, folded: name.toLowerCase(), createdAt: at })
    .execute();
  await app.db.write
    .insertInto("post_campaign")
    .values(some.map((postId) => ({ postId, campaignId, at })))
    .execute();
  return some.length;
}

async function endSome(app: App, chance: Chance, channels: { id: string }[], removedAt: string): Promise<void> {
  for (const { id } of channels)
    if (channels.length > 1 && chance.happens(0.2))
      await app.db.write.updateTable("channel").set({ removedAt }).where("id", "=", id).execute();
}
