import { expect, it } from "vitest";
import type { Limit } from "#bff/connectors/limits.ts";
import { account, mayCall } from "#bff/features/channels/budget-commands.ts";
import { ensureSyncJobs, pauseChannel, resumeChannel, syncNow } from "#bff/features/channels/commands.ts";
import { reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { channelRow, jobs, network, start, test, turn } from "#bff/features/channels/test/reading.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { page } from "#bff/test/written-network.ts";

const hour = 3_600_000;

/** As YouTube's, with passes so dear that a day of them is soon read. */
const cost = 100;
const units: Limit = {
  name: "units",
  limit: 10_000,
  setting: "units",
  seconds: 86_400,
  midnightIn: "America/Los_Angeles",
  per: "app",
  cost: { sync: cost, backfill: 2, send: 52 },
  keptForPeople: 0.3,
  spread: true,
};
const again = { service: "http://127.0.0.1:2583", handle: "lumi.test", appPassword: "right" };
/** In Los Angeles, after the test's day, which begins an hour after the one before. */
const midnight = "2026-11-19T08:00:00.000Z";

async function begun(engine: "sqlite" | "postgres", settings: Record<string, unknown> = {}): Promise<void> {
  await start(engine);
  Object.assign(network, { limits: [units] });
  network.sync = async (access, cursor) => {
    network.asked.push({ cursor, credentials: access.credentials });
    return { ...page("on", false), spent: { units: cost } };
  };
  await test.app.db.write
    .updateTable("channel")
    .set({ settings: JSON.stringify({ sandbox: true, ...settings }) })
    .execute();
}

/** A second channel of the same app. */
async function neighbour(): Promise<string> {
  const id = newId();
  await test.app.db.write
    .insertInto("channel")
    .values({ ...(await channelRow()), id, externalId: "second" })
    .execute();
  return id;
}

/** Reads until midnight whenever a job is due; gives the longest gap between two readings of a channel, in minutes. */
async function readUntilMidnight(): Promise<number> {
  const last = new Map<string, number>();
  let longest = 0;
  await ensureSyncJobs(test.app);
  for (;;) {
    const asked = network.asked.length;
    const job = await turn();
    const now = test.clock.now().getTime();
    if (job && network.asked.length > asked) {
      const { channelId } = job.payload as { channelId: string };
      longest = Math.max(longest, now - (last.get(channelId) ?? now));
      last.set(channelId, now);
    }
    if (job) continue;
    const next = (await jobs()).map(({ runAt }) => runAt).sort()[0] ?? midnight;
    if (next >= midnight) break;
    test.clock.advance(Date.parse(next) - now);
  }
  for (const at of last.values()) longest = Math.max(longest, Date.parse(midnight) - at);
  return Math.round(longest / 60_000);
}

const left = async () =>
  (await channelHealth(await test.as("lead"), test.channelId)).budgets.map(({ name, remaining }) => ({
    name,
    remaining,
  }));

eachEngine("a day's units", (engine) => {
  it("last until midnight in Los Angeles: one channel is read at least every 20 minutes", async () => {
    await begun(engine);
    expect(await readUntilMidnight()).toBe(20);
    expect(await left()).toEqual([{ name: "units", remaining: 10_000 - network.asked.length * cost }]);
    expect(network.asked.length, "seven thousand of the ten, but for one reading").toBe(69);
  });

  it("are shared by two channels of one app, and nobody else's: each is read at least every 41 minutes", async () => {
    await begun(engine);
    await neighbour();
    expect(await readUntilMidnight()).toBe(41);
    expect(await left()).toEqual([{ name: "units", remaining: 10_000 - network.asked.length * cost }]);
    expect(network.asked.length, "seven thousand of the ten, but for one reading").toBe(69);
  });

  it("hold a reading back that comes sooner, except one a person asks for, and say why", async () => {
    await begun(engine);
    await neighbour();
    await ensureSyncJobs(test.app);
    while (await turn());
    expect(network.asked).toHaveLength(2);
    await ensureSyncJobs(test.app);
    while (await turn());
    expect(network.asked).toHaveLength(2);
    const lead = await test.as("lead");
    const { round, budgets, streams } = await channelHealth(lead, test.channelId);
    expect(round).toMatchObject({ name: "units", resetAt: midnight, midnightIn: "America/Los_Angeles", channels: 2 });
    expect(budgets.map(({ name }) => name)).toEqual(["units"]);
    const next = streams.find(({ stream }) => stream === "poll")?.nextAt ?? "";
    expect(Date.parse(next) - test.clock.now().getTime()).toBe((round?.seconds ?? 0) * 1000);
    await syncNow(lead, test.channelId);
    await turn();
    expect(network.asked).toHaveLength(3);
  });

  it.each([
    ["is connected again", (lead: Ctx, channelId: string) => reconnectChannel(lead, { channelId, fields: again })],
    [
      "goes on",
      async (lead: Ctx, channelId: string) => {
        await pauseChannel(lead, channelId);
        await resumeChannel(lead, channelId);
      },
    ],
  ])("hold nothing back from a channel that %s", async (_how, act) => {
    await begun(engine);
    await neighbour();
    await ensureSyncJobs(test.app);
    while (await turn());
    network.account = (await channelRow()).externalId;
    const read = network.asked.length;
    const lead = await test.as("lead");
    expect((await channelHealth(lead, test.channelId)).round).not.toBeNull();
    await act(lead, test.channelId);
    expect((await channelHealth(lead, test.channelId)).round).toBeNull();
    while (await turn());
    expect(network.asked).toHaveLength(read + 1);
  });

  it("let answers out whatever reading did, and answers leave reading what it has", async () => {
    await begun(engine);
    await readUntilMidnight();
    const channel = await channelRow();
    const may = (urgency: "person" | "news") =>
      mayCall(test.app, channel, network, urgency === "person" ? "send" : "sync", urgency);
    for (let sent = 0; sent < 57; sent++) {
      expect(await may("person")).toBeNull();
      await account(test.app, channel, network, "send", { spent: { units: 52 } });
    }
    test.clock.advance(Date.parse(midnight) - test.clock.now().getTime());
    for (let sent = 0; sent < 57; sent++) await account(test.app, channel, network, "send", { spent: { units: 52 } });
    expect(await may("news")).toBeNull();
    await test.app.db.write.updateTable("job").set({ runAt: midnight }).execute();
    await turn();
    const { round } = await channelHealth(await test.as("lead"), test.channelId);
    expect(Math.round((round?.seconds ?? 0) / 60), "as on a day without answers").toBe(21);
  });

  it("are as many as a person said Google gives", async () => {
    await begun(engine, { units: 100_000 });
    await ensureSyncJobs(test.app);
    await turn();
    expect(await left()).toEqual([{ name: "units", remaining: 99_900 }]);
    const { round } = await channelHealth(await test.as("lead"), test.channelId);
    expect(round, "more than its rhythm of four minutes asks for").toBeNull();
    await test.app.db.write
      .updateTable("channel")
      .set({ settings: JSON.stringify({ sandbox: true }) })
      .execute();
    expect(await left(), "as large a part of fewer").toEqual([{ name: "units", remaining: 9990 }]);
    test.clock.advance(hour);
    await account(test.app, await channelRow(), network, "sync", { spent: { units: 90 } });
    expect(await left()).toEqual([{ name: "units", remaining: 9900 }]);
  });
});
