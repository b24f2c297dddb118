import { afterAll, afterEach, expect, it } from "vitest";
import type { ChannelAccess, Connector } from "#bff/connectors/connector.ts";
import { ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { getMix } from "#bff/features/reports/mix.ts";
import { getPostReadings } from "#bff/features/reports/post-reading-queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { rollUp } from "#bff/features/reports/roll-commands.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { facebook, instagram } from "#bff/test/start-meta.ts";
import { startX, stopAll as stopX } from "#bff/test/start-x.ts";
import { startYoutube, stopAll as stopYoutube } from "#bff/test/start-youtube.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { RateFormula } from "#shared/reports/closed-list.ts";
import { addDays, dayIn } from "#shared/time.ts";

let test: TestApp;
afterEach(() => test.remove());
afterAll(() => Promise.all([facebook.stopAll(), instagram.stopAll(), stopX(), stopYoutube()]));

const day = 86_400_000;

/** A network with a post of five days ago that many people saw, and what its own screen would say of it. */
type Started = {
  connector: Connector;
  access: ChannelAccess;
  clock: { now(): Date; advance(milliseconds: number): void };
  seenAgain(): void;
  rates: Partial<Record<RateFormula, number | null>>;
  later: Partial<Record<RateFormula, number | null>>;
};

const ago = (clock: Started["clock"], days: number): Date => new Date(clock.now().getTime() - days * day);

const networks: Record<string, () => Promise<Started>> = {
  async facebook() {
    const { network, connector, connected } = await facebook.start();
    const { state, clock } = network;
    const post = state.post(state.brand, "The kettle", { at: ago(clock, 5).toISOString() });
    Object.assign(post, { likedBy: ["a", "b", "c"], shares: 2 });
    state.comment(state.hannah, post.id, "Nice");
    state.insights.set(post.id, { organic: 400, paid: 200, reach: 300 });
    return {
      ...{ connector, clock, access: await connected() },
      seenAgain: () => void state.insights.set(post.id, { organic: 500, paid: 700, reach: 400 }),
      rates: { views: 6 / 600, reach: 6 / 300, impressions: null, followers: 6 / state.page.followers },
      later: { views: 6 / 1200, reach: 6 / 400 },
    };
  },
  async instagram() {
    const { network, connector, connected } = await instagram.start();
    const { state, clock } = network;
    const media = state.publish("The kettle", ago(clock, 5).toISOString());
    media.likes = 5;
    state.say(state.follower, media.id, "Nice", ago(clock, 4).toISOString());
    // Its likes and comments are organic, so the views that ads brought stay out.
    const numbers = { views: 500, reach: 250, saved: 40, shares: 4, total_views: 9000 };
    state.numbers.set(media.id, numbers);
    return {
      ...{ connector, clock, access: await connected() },
      seenAgain: () => void state.numbers.set(media.id, { ...numbers, views: 1000, shares: 14 }),
      rates: { views: 10 / 500, reach: 10 / 250, impressions: null, amplification: 4 },
      later: { views: 20 / 1000, amplification: 14 },
    };
  },
  async x() {
    const { network, connector, connected } = await startX();
    const { state, clock } = network;
    const said = state.say(state.brand, "The kettle", { at: ago(clock, 5) });
    said.likes = 3;
    state.shown.set(said.id, 150);
    return {
      ...{ connector, clock, access: await connected() },
      seenAgain: () => void state.shown.set(said.id, 300),
      rates: { impressions: 3 / 150, views: null, reach: null, applause: 3 },
      later: { impressions: 3 / 300 },
    };
  },
  async youtube() {
    const { network, connector, connected } = await startYoutube();
    const { state, clock } = network;
    const film = Object.assign(state.post("The kettle", ago(clock, 5)), { views: 400, likes: 8 });
    return {
      ...{ connector, clock, access: await connected() },
      seenAgain: () => void Object.assign(film, { views: 1600 }),
      rates: { views: 8 / 400, impressions: null, reach: null },
      later: { views: 8 / 1600 },
    };
  },
};

/** Puts the account in the place of the test's channel, as connecting does, and lets the test's clock follow. */
async function connect(
  engine: "sqlite" | "postgres",
  { connector, access, clock }: Pick<Started, "connector" | "access" | "clock">,
): Promise<void> {
  test = await testApp(engine, { connector });
  const { app, workspaceId, channelId } = test;
  test.clock.advance(clock.now().getTime() - test.clock.now().getTime());
  const kept = { workspaceId, network: connector.network, server: "", createdAt: app.clock.iso() };
  await app.db.write
    .insertInto("network_app")
    .values({
      ...kept,
      id: "own-app",
      clientId: access.app!.clientId,
      secret: app.vault.seal(access.app!.clientSecret),
      updatedAt: app.clock.iso(),
    })
    .execute();
  await app.db.write
    .updateTable("channel")
    .set({
      ...{ network: connector.network, externalId: access.externalId, handle: access.handle, appId: "own-app" },
      settings: JSON.stringify(access.settings),
      credentials: app.vault.seal(access.credentials),
    })
    .where("id", "=", channelId)
    .execute();
}

async function read(kinds: string[]): Promise<void> {
  await ensureSyncJobs(test.app);
  test.clock.advance(60_000);
  await doDueJobs(test, kinds);
}

const period = () => {
  const to = dayIn("Europe/Istanbul", test.clock.iso());
  return { brand: "lumi", from: addDays(to, -9), to };
};

async function rateBy(formula: RateFormula): Promise<number | null> {
  const report = await getReport(await test.as("viewer"), { ...period(), formula });
  return report.figures.find((figure) => figure.id === "rate-sum")?.value ?? null;
}

eachEngine("what a network says of a post", (engine) => {
  it.each(Object.entries(networks))(
    "reaches the report's figures from %s, also when it was seen more",
    async (_, start) => {
      const world = await start();
      await connect(engine, world);
      await read(["channel.sync"]);
      for (const [formula, rate] of Object.entries(world.rates))
        expect([formula, await rateBy(formula as RateFormula)]).toEqual([formula, rate]);
      await rollUp(test.app);
      // The next day the sync has nothing to tell; the counts are asked for by the age of the post.
      world.seenAgain();
      test.clock.advance(day);
      await read(["channel.counts"]);
      for (const [formula, rate] of Object.entries(world.later))
        expect([formula, await rateBy(formula as RateFormula)]).toEqual([formula, rate]);
      await rollUp(test.app);
      for (const [formula, rate] of Object.entries(world.later))
        expect([formula, await rateBy(formula as RateFormula)]).toEqual([formula, rate]);
    },
  );

  it("opens to the readings behind it, each with its time, call and part, for those who may see the brand", async () => {
    const world = await networks.instagram!();
    await connect(engine, world);
    await read(["channel.sync"]);
    const first = test.clock.iso();
    world.seenAgain();
    test.clock.advance(day);
    await read(["channel.counts"]);
    const { id } = await test.app.db.read.selectFrom("post").select("id").executeTakeFirstOrThrow();
    const organic = { source: "network", part: "organic" };
    const { used, earlier, more } = await getPostReadings(await test.as("viewer"), id);
    const [insights, media] = ["GET /{ig-media}/insights", "GET /{ig-user}/media"];
    expect(used).toMatchObject([
      {
        ...organic,
        at: first,
        call: media,
        values: [
          { name: "likes", value: 5 },
          { name: "comments", value: 1 },
        ],
      },
      { ...organic, call: insights, values: [{ name: "reach", value: 250 }] },
      {
        ...organic,
        call: insights,
        values: [
          { name: "shares", value: 14 },
          { name: "views", value: 1000 },
        ],
      },
    ]);
    expect([earlier, more]).toEqual([[], 0]);
    await expect(getPostReadings(await test.as("viewer", ["another"]), id)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getPostReadings(await test.as("viewer"), "nothing")).rejects.toMatchObject({ code: "not_found" });
  });

  it("is a follower number a day as well, which the growth shows", async () => {
    const { network, connector, connected } = await facebook.start();
    const { state, clock } = network;
    await connect(engine, { connector, clock, access: await connected() });
    const page = { ...state.page };
    for (const people of [0, 100, 0]) {
      state.page.followers += people;
      for (const _pass of [1, 2]) await read(["channel.sync"]);
      for (const one of [clock, test.clock]) one.advance(day);
    }
    const readings = await test.app.db.read
      .selectFrom("follower_reading")
      .select(["count", "source", "call"])
      .orderBy("at")
      .execute();
    const told = { source: "network", call: "GET /{page}?fields=followers_count" };
    const counts = [0, 100, 100].map((people) => page.followers + people);
    expect(readings).toEqual(counts.map((count) => ({ count, ...told })));
    const { growth } = await getMix(await test.as("viewer"), period());
    expect(growth.flatMap((one) => one.followers ?? []).slice(-4)).toEqual(counts);
  });
});
