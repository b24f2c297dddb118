import { expect, it } from "vitest";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { ensureSyncJobs, syncNow } from "#bff/features/channels/commands.ts";
import { reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { channelRow, jobs, messages, network, start, test, turn } from "#bff/features/channels/test/reading.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { comment, page } from "#bff/test/written-network.ts";

async function turns(): Promise<void> {
  await ensureSyncJobs(test.app);
  await turn();
}

eachEngine("reading a channel", (engine) => {
  it("keeps page after page and comes back after the set time", async () => {
    await start(engine, { KONAK_SYNC_SECONDS: "30" });
    network.answers = [page("one", true, comment("a")), page("two", false, comment("b"))];
    await turns();
    expect(network.asked.map(({ cursor }) => cursor)).toEqual([null, "one"]);
    expect(await messages()).toEqual([{ externalId: "a" }, { externalId: "b" }]);
    expect(await channelRow()).toMatchObject({ cursor: "two", lastSyncAt: test.clock.iso(), health: "ok" });
    expect(await jobs()).toContainEqual({ uniqueKey: `sync:${test.channelId}`, runAt: "2026-11-18T09:00:30.000Z" });
  });

  it("keeps neither items nor cursor when one of them cannot be kept", async () => {
    await start(engine);
    const broken = { type: "unreadable", externalId: "bad", raw: null, error: "" } as unknown as IncomingItem;
    network.answers = [page("one", true, comment("a")), page("two", false, comment("b"), broken)];
    await turns();
    expect(await messages()).toEqual([{ externalId: "a" }]);
    expect(await channelRow()).toMatchObject({ cursor: "one", lastSyncAt: null, health: "slow" });
    test.clock.advance(61_000);
    network.answers = [page("two", false, comment("b"))];
    await turn();
    expect(await messages()).toEqual([{ externalId: "a" }, { externalId: "b" }]);
    expect(await channelRow()).toMatchObject({ cursor: "two", health: "ok", healthReason: null });
  });

  it("keeps nothing of a page when somebody else read on meanwhile", async () => {
    await start(engine);
    network.sync = async () => {
      await test.app.db.write.updateTable("channel").set({ cursor: "theirs" }).execute();
      return page("ours", false, comment("a"));
    };
    await turns();
    expect(await messages()).toEqual([]);
    expect((await channelRow()).cursor).toBe("theirs");
  });

  it("stops at a key that no longer works, and asks no more until a person brings a new one", async () => {
    await start(engine);
    network.answers = [{ kind: "reconnect", reason: "Token expired" }];
    await turns();
    expect(await channelRow()).toMatchObject({ health: "reconnect", healthReason: "Token expired" });
    test.clock.advance(3_600_000);
    await turn();
    expect(network.asked).toHaveLength(1);
    const lead = await test.as("lead");
    await expect(syncNow(lead, test.channelId)).rejects.toMatchObject({ code: "channel_reconnect" });
    const renew = () =>
      reconnectChannel(lead, {
        channelId: test.channelId,
        fields: { service: "http://127.0.0.1:2583", appPassword: "right" },
      });
    await expect(renew()).rejects.toMatchObject({ code: "conflict", details: { reason: "other_account" } });
    network.account = "brand-account";
    await renew();
    expect(await channelRow()).toMatchObject({ health: "ok", healthReason: null });
    await turn();
    expect(network.asked[1]?.credentials).toMatchObject({ appPassword: "right" });
  });

  it("waits as long as the network asks, and says that it is slow after the third time", async () => {
    await start(engine);
    const health: string[] = [];
    await ensureSyncJobs(test.app);
    for (let i = 1; i <= 3; i++) {
      const until = new Date(test.clock.now().getTime() + 300_000).toISOString();
      network.answers = [{ kind: "wait", until, reason: "429" }];
      await turn();
      health.push((await channelRow()).health);
      expect((await jobs())[0]?.runAt).toBe(until);
      test.clock.advance(300_000);
    }
    expect(health).toEqual(["ok", "ok", "slow"]);
    await turn();
    const { settings, ...row } = await channelRow();
    expect([row.health, JSON.parse(settings)]).toEqual(["ok", { sandbox: true }]);
  });

  it("says at once that a network refuses", async () => {
    await start(engine);
    network.answers = [{ kind: "refused", reason: "no such account" }];
    await turns();
    expect(await channelRow()).toMatchObject({ health: "slow", healthReason: "no such account" });
  });

  it("keeps keys that the network renewed, sealed", async () => {
    await start(engine);
    network.renewed = { key: "renewed" };
    await turns();
    const { credentials } = await channelRow();
    expect(credentials).not.toContain("renewed");
    expect(test.app.vault.open(credentials ?? "")).toEqual({ key: "renewed" });
  });

  it("has one job per channel however often it is asked for, and reads now when a person wants it", async () => {
    await start(engine);
    await turns();
    await ensureSyncJobs(test.app);
    test.clock.advance(5000);
    const manager = await test.as("manager");
    await syncNow(manager, test.channelId);
    await syncNow(manager, test.channelId);
    expect(await jobs()).toHaveLength(1);
    expect(await turn()).not.toBeNull();
    expect(await turn()).toBeNull();
    expect(network.asked).toHaveLength(2);
  });

  it("sends what waited on the channel once it can be read again", async () => {
    await start(engine);
    network.answers = [page("one", false, comment("a"))];
    await turns();
    const thread = await test.app.db.write.selectFrom("thread").selectAll().executeTakeFirstOrThrow();
    const { workspaceId, brandId, channelId } = test;
    const at = test.clock.iso();
    const written = { userId: "u", templateId: null, text: "Hi", lang: "en", parentExternalId: "a", reason: "waits" };
    const rest = { warnings: "[]", overrideReason: null, thenDone: 0, undoUntil: at, sentAt: null, externalId: null };
    const place = { workspaceId, brandId, channelId, threadId: thread.id, url: null, createdAt: at };
    for (const status of ["waiting", "sent", "failed"]) {
      const reply = { id: `r-${status}`, status, ...written, ...rest, ...place };
      await test.app.db.write.insertInto("reply").values(reply).execute();
      const row = { id: `o-${status}`, kind: "reply", subjectId: reply.id, idempotencyKey: status, state: status };
      await test.app.db.write
        .insertInto("outbox")
        .values({ ...row, attempts: 1, nextAt: at, createdAt: at })
        .execute();
    }
    network.answers = [{ kind: "refused", reason: "down" }];
    test.clock.advance(61_000);
    await turn();
    test.clock.advance(61_000);
    await turn();
    const states = await test.app.db.write.selectFrom("outbox").select(["id", "state"]).orderBy("id").execute();
    expect(states).toEqual([
      { id: "o-failed", state: "failed" },
      { id: "o-sent", state: "sent" },
      { id: "o-waiting", state: "queued" },
    ]);
    expect((await jobs()).map((job) => job.uniqueKey)).toContain("deliver:r-waiting");
  });
});
