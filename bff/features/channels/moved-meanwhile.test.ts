import { expect, it } from "vitest";
import type { ConnectedAccount, Connector } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { readHistory } from "#bff/features/channels/history-commands.ts";
import { queueLookUps } from "#bff/features/channels/look-up-commands.ts";
import { start as begin, messages, network, test } from "#bff/features/channels/test/reading.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, post } from "#bff/test/incoming.ts";

const [old, now] = ["old.example/", "new.example/"];
const hour = 3_600_000;
const ids = async () => (await messages()).map(({ externalId }) => externalId);
const health = async () => channelHealth(await test.as("lead"), test.channelId);

/** Where the source is, and what is about to happen while it is asked for the `moveAt`th time. */
let at: string;
let asked: number;
let moveAt: number;

/** An answer of the address that was asked; on its way the source moves, if it is time for that. */
async function answered<T>(answer: (address: string) => T): Promise<T> {
  const value = answer(at);
  asked += 1;
  if (asked === moveAt) await move();
  return value;
}

async function move(): Promise<void> {
  at = now;
  network.account = "https://new.example";
  const fields = { service: "http://127.0.0.1:2583", handle: "lumi.test", appPassword: "right" };
  await reconnectChannel(await test.as("lead"), { channelId: test.channelId, fields });
}

async function start(engine: "sqlite" | "postgres", more: Partial<Connector>, items: IncomingItem[]): Promise<void> {
  await begin(engine);
  [at, asked, moveAt] = [old, 0, 1];
  const judge = async (_before: unknown, account: ConnectedAccount) => ({
    kind: "ok" as const,
    value: { ...account, ids: { from: old, to: now } },
  });
  Object.assign(network, { move: { says: "", judge }, ...more });
  await bring(test, items);
}

const pages = (...names: string[]): Partial<Connector> => ({
  backfill: async (_access, _until, cursor) =>
    answered((address) => {
      const index = Number(cursor ?? 0);
      const items = [comment(`${address}${names[index]}`, { sentAt: "2026-11-17T08:00:00.000Z" })];
      const more = index + 1 < names.length;
      return { kind: "ok", value: { items, cursor: String(index + 1), more, reachedTo: null } };
    }),
});

eachEngine("what was asked for at the address a channel has left meanwhile", (engine) => {
  it.each([1, 2])("is read again where the past is read, page %i", async (page) => {
    await start(engine, pages("a", "b"), [comment(`${old}a`), comment(`${old}b`)]);
    moveAt = page;
    await readHistory(await test.as("lead"), { channelId: test.channelId, until: "2026-05-01T00:00:00.000Z" });
    await doDueJobs(test, ["channel.history"]);
    expect(await ids()).toEqual([`${now}a`, `${now}b`]);
    expect((await health()).history).toMatchObject({ state: "done", items: 2 });
    expect(asked).toBe(3);
  });

  it("is read again at the daily second look, which then tells what it found", async () => {
    await start(engine, pages("a", "b"), [comment(`${old}a`)]);
    await test.app.db.write.updateTable("channel").set({ lastSyncAt: test.clock.iso() }).execute();
    moveAt = 2;
    await ensureSyncJobs(test.app);
    test.clock.advance(hour);
    await doDueJobs(test, ["channel.reconcile"]);
    expect(await ids()).toEqual([`${now}a`, `${now}b`]);
    const runs = await test.app.db.write.selectFrom("reconcile_run").select(["read", "found"]).execute();
    expect(runs).toEqual([{ read: 2, found: 1 }]);
    expect(asked).toBe(4);
  });

  it.each(["told", "refused"] as const)("leaves the counts due where they were %s", async (how) => {
    const given: string[][] = [];
    const read: NonNullable<Connector["counts"]>["read"] = async (_access, posts) => {
      given.push(posts);
      return answered((address) =>
        how === "refused" && address === old
          ? { kind: "refused", reason: "Nothing is here." }
          : { kind: "ok", value: posts.map((id) => post(id, { text: "Said anew" })) },
      );
    };
    const counts = { most: 2, pace: "usual" as const, read };
    await start(engine, { counts }, [post(`${old}p`)]);
    await ensureSyncJobs(test.app);
    await test.app.db.write.updateTable("post").set({ countsDueAt: test.clock.iso() }).execute();
    test.clock.advance(60_000);
    await doDueJobs(test, ["channel.counts"]);
    // Connected again, the channel has its next turn within the hour.
    test.clock.advance(hour);
    await doDueJobs(test, ["channel.counts"]);
    expect(given).toEqual([[`${old}p`], [`${now}p`]]);
    const posts = await test.app.db.write.selectFrom("post").select(["externalId", "text"]).execute();
    expect(posts).toEqual([{ externalId: `${now}p`, text: "Said anew" }]);
  });

  it.each(["told", "refused"] as const)("is looked up again where a webhook named it and it was %s", async (how) => {
    const hook: Connector["hook"] = {
      verify: () => ({ ok: true, id: null, at: null }),
      read: () => [],
      lookUp: async (_access, notice) =>
        answered((address) =>
          how === "refused" && address === old
            ? { kind: "refused", reason: "Nothing is here." }
            : { kind: "ok", value: [comment(`${address}${notice}`)] },
        ),
    };
    await start(engine, { hook }, [comment(`${old}a`)]);
    await inTransaction(test.app, (trx) => queueLookUps(trx, test.channelId, ["a"], test.clock.iso()));
    await doDueJobs(test, ["channel.lookUp"]);
    expect(await ids()).toEqual([`${now}a`]);
    expect(await test.app.db.write.selectFrom("set_aside").selectAll().execute()).toEqual([]);
    expect(asked).toBe(2);
  });
});
