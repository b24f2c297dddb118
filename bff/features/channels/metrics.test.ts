import { afterEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
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
