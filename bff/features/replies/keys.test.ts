import { expect, it } from "vitest";
import { z } from "zod";
import type { ChannelAccess, Connector, Outcome } from "#bff/connectors/connector.ts";
import { keyThatEnds } from "#bff/connectors/key-that-ends.ts";
import { ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { channelRow, network, start, test } from "#bff/features/channels/test/reading.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";

const schema = z.object({ token: z.string(), until: z.string() });
const until = "2026-12-01T00:00:00.000Z";
const mayGoOn = 20;
let [renewed, calls] = [0, 0];

// The account's key is renewed as ever, only the channel behind it is gone: YouTube's 401 `youtubeSignupRequired`.
const gone = <T>(access: ChannelAccess): Promise<Outcome<T>> =>
  keyThatEnds({
    clock: test.clock,
    schema,
    access,
    renew: async () => ({ kind: "ok", value: { token: `renewed-${++renewed}`, until } }),
  }).with<T>(async (_key, refused) => {
    if (++calls > mayGoOn) throw new Error("It goes on for ever.");
    refused();
    return { kind: "reconnect", reason: "youtubeSignupRequired" };
  });

async function begin(engine: "sqlite" | "postgres", more: Partial<Connector>): Promise<void> {
  await start(engine);
  [renewed, calls] = [0, 0];
  network.account = "brand-account";
  network.refreshed = () => undefined;
  Object.assign(network, more);
  const credentials = test.app.vault.seal({ token: "first", until });
  await test.app.db.write.updateTable("channel").set({ credentials }).execute();
}

const broken = { health: "reconnect", healthReason: "youtubeSignupRequired" };

async function answer(): Promise<void> {
  await bring(test, [comment("c1")]);
  const thread = await test.app.db.read.selectFrom("thread").selectAll().executeTakeFirstOrThrow();
  await sendReply(await test.as("manager"), {
    threadId: thread.id,
    text: "Hi Hannah, the spring of that lid wears out early; a new one is on its way to you.",
    templateId: null,
    lang: "en",
    parentExternalId: null,
    overrideReason: null,
    thenDone: false,
    confirm: true,
    idempotencyKey: "only",
    seenVersion: thread.version,
  });
  test.clock.advance(60_000);
}
const reply = () => test.app.db.read.selectFrom("reply").select(["status", "reason"]).executeTakeFirstOrThrow();

eachEngine("a key that is renewed and refused all the same", (engine) => {
  it("stops the reading, and people are told once", async () => {
    await begin(engine, { sync: gone });
    await ensureSyncJobs(test.app);
    await doDueJobs(test, ["channel.sync"]);
    expect(await channelRow()).toMatchObject({ ...broken, toldAt: test.clock.iso() });
    test.clock.advance(3_600_000);
    await doDueJobs(test, ["channel.sync"]);
    expect(calls).toBe(2);
  });

  it("lets a reply wait for a new key", async () => {
    await begin(engine, { send: gone });
    await answer();
    await doDueJobs(test, ["reply.deliver"]);
    expect(await reply()).toEqual({ status: "waiting", reason: "channel_reconnect" });
    expect(await channelRow()).toMatchObject(broken);
  });

  it("stops also where the connector hands the renewed key out only after its call", async () => {
    // Bluesky signs in anew before it says that the account was deactivated.
    const send = async (): Promise<Outcome<never>> => {
      if (++calls > mayGoOn) throw new Error("It goes on for ever.");
      return { kind: "reconnect", reason: "AccountDeactivated" };
    };
    await begin(engine, { send, refreshed: () => ({ token: `renewed-${++renewed}`, until }) });
    await answer();
    await doDueJobs(test, ["reply.deliver"]);
    expect(await channelRow()).toMatchObject({ health: "reconnect", healthReason: "AccountDeactivated" });
  });

  it("lets a new key be tried that a person brought while the old one was renewed", async () => {
    await begin(engine, {
      sync: async (access) => {
        const outcome = await gone<never>(access);
        network.sync = async () => ({ kind: "ok", value: { items: [], cursor: "1", more: false } });
        const fields = { service: "http://127.0.0.1:2583", appPassword: "right" };
        await reconnectChannel(await test.as("lead"), { channelId: test.channelId, fields });
        return outcome;
      },
    });
    await ensureSyncJobs(test.app);
    await doDueJobs(test, ["channel.sync"]);
    expect(await channelRow()).toMatchObject({ health: "ok", lastSyncAt: test.clock.iso() });
  });
});
