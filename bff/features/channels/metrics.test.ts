import { afterEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { ensureSyncJobs, lookUpKey } from "#bff/features/channels/commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment as brought, ours } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { comment, page, WrittenNetwork } from "#bff/test/written-network.ts";

let test: TestApp;
afterEach(() => test.remove());
const read = (headers: Record<string, string> = {}) => createApp(test.app).request("/metrics", { headers });

eachEngine("metrics for Prometheus", (engine) => {
  it("say what the health screen says, and nothing of members or keys", async () => {
    const network = new WrittenNetwork();
    network.answers = [
      { ...page("one", false, comment("a")), budget: [{ name: "requests", remaining: 7, limit: 10, resetAt: null }] },
    ];
    test = await testApp(engine, { connector: network, env: { KONAK_METRICS_TOKEN: "token-of-prometheus" } });
    await ensureSyncJobs(test.app);
    await doDueJobs(test, ["channel.sync"]);
    test.clock.advance(90_000);
    const answer = await read({ authorization: "Bearer token-of-prometheus" });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    const labels = `channel="${test.channelId}",network="sandbox",handle="lumikettle",brand="lumi"`;
    expect(text).toContain(`konak_channel_health{${labels},health="ok"} 1`);
    expect(text).toContain(`konak_channel_health{${labels},health="reconnect"} 0`);
    expect(text).toContain(`konak_channel_lag_seconds{${labels}} 90`);
    expect(text).toContain(`konak_stream_items_total{${labels},stream="poll"} 1`);
    expect(text).toContain(`konak_budget_remaining{key="${test.channelId}",name="requests"} 7`);
    expect(text).not.toMatch(/Ada|ada\.example|Hello/);
  });

  it("give the number of everything the health screen counts", async () => {
    test = await testApp(engine, {
      connector: new WrittenNetwork(),
      env: { KONAK_METRICS_TOKEN: "token-of-prometheus" },
    });
    const { channelId } = test;
    await bring(test, [brought("c1"), brought("c2", { sentAt: "2031-01-01T00:00:00.000Z" }), ours("r9", "gone")]);
    await bring(test, [brought("c3", { formerIds: ["c1"] }), { ...brought("c4"), sentAt: "yesterday" }]);
    const messageId = (await test.app.db.read.selectFrom("message").select("id").limit(1).executeTakeFirstOrThrow()).id;
    const rows = await test.app.db.read.selectFrom("message").select(["threadId", "brandId"]).executeTakeFirstOrThrow();
    const at = test.clock.iso();
    const resetAt = new Date(test.clock.now().getTime() + 60_000).toISOString();
    const lead = await test.as("lead");
    await inTransaction(test.app, async (trx) => {
      const act = { id: "act-1", ...rows, channelId, messageId, action: "hide", text: null, status: "waiting" };
      const of = {
        workspaceId: lead.actor.workspaceId,
        userId: null,
        reason: null,
        externalId: null,
        createdAt: at,
        doneAt: null,
      };
      await trx
        .insertInto("act")
        .values({ ...act, ...of })
        .execute();
      const outbox = { id: "o", kind: "act", subjectId: "act-1", idempotencyKey: "o", state: "waiting", attempts: 1 };
      await trx
        .insertInto("outbox")
        .values({ ...outbox, nextAt: resetAt, createdAt: at })
        .execute();
      const budget = { key: channelId, limit: 10, at };
      await trx
        .insertInto("channel_budget")
        .values([
          { ...budget, name: "calls", remaining: 3, resetAt },
          { ...budget, name: "over", remaining: 0, resetAt: at },
        ])
        .execute();
      const past = {
        channelId,
        until: "2026-11-08T09:00:00.000Z",
        reachedTo: "2026-11-13T09:00:00.000Z",
        cursor: null,
      };
      const came = { state: "running", reason: null, items: 5, added: 5, startedAt: at, finishedAt: null, workedMs: 1 };
      await trx
        .insertInto("channel_history")
        .values({ ...past, ...came })
        .execute();
      await enqueue(trx, "channel.lookUp", { channelId }, { runAt: at, uniqueKey: `${lookUpKey(channelId)}n` });
      await tellStream(trx, channelId, "poll", { ok: false, at, error: "429", nextAt: resetAt });
    });
    const health = await channelHealth(lead, channelId);
    const text = await (await read({ authorization: "Bearer token-of-prometheus" })).text();
    const numberOf = (name: string, more = "") =>
      Number(new RegExp(`^konak_${name}\\{[^}]*${more}[^}]*\\} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
    const seconds = Date.parse(resetAt) / 1000;
    const budgets = Object.fromEntries(health.budgets.map((one) => [one.name, one]));
    expect([budgets.calls?.remaining, budgets.over?.remaining, budgets.calls?.resetAt]).toEqual([3, 10, resetAt]);
    expect([numberOf("budget_remaining", "calls"), numberOf("budget_remaining", "over")]).toEqual([3, 10]);
    expect([numberOf("budget_limit", "calls"), numberOf("budget_reset_timestamp_seconds", "calls")]).toEqual([
      10,
      seconds,
    ]);
    expect(numberOf("stream_next_attempt_timestamp_seconds", "poll")).toBe(seconds);
    expect([health.waiting.acts, health.hooksWaiting]).toEqual([1, 1]);
    expect([numberOf("acts", "waiting"), numberOf("look_ups_waiting")]).toEqual([1, 1]);
    expect(health.history?.share).toBe(0.5);
    expect([numberOf("history_share", "running"), numberOf("history_items", "running")]).toEqual([0.5, 5]);
    const aside = [health.asideCount, health.orphans, health.ahead, health.renamed];
    expect(aside).toEqual([1, 1, 1, 1]);
    expect(["unreadable", "orphan", "ahead", "renamed"].map((kind) => numberOf("set_aside", kind))).toEqual(aside);
  });

  it("are for whoever has the token, or without one for this machine alone", async () => {
    test = await testApp(engine, { env: { KONAK_METRICS_TOKEN: "token-of-prometheus" } });
    expect((await read()).status).toBe(403);
    expect((await read({ authorization: "Bearer token-of-promethean" })).status).toBe(403);
    test.app.config.metricsToken = null;
    // Under a test there is no connection, so nobody is this machine.
    expect((await read()).status).toBe(403);
    expect((await read({ "x-forwarded-for": "127.0.0.1" })).status).toBe(403);
  });
});
