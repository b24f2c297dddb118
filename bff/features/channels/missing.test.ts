import { expect, it } from "vitest";
import { ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { listChannels } from "#bff/features/channels/queries.ts";
import { network, start, test } from "#bff/features/channels/test/reading.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";

eachEngine("a channel whose key lacks a permission", (engine) => {
  const missing = async () => (await listChannels(await test.as("lead"), null))[0]?.missing;
  const poll = async () => {
    await ensureSyncJobs(test.app);
    await doDueJobs(test, ["channel.sync"]);
  };
  const why = "To hear of mentions and quotes.";
  const asksFor = (...scopes: string[]) => {
    network.connectBy = { ...network.connectBy, scopes: scopes.map((scope) => ({ scope, why })) };
  };

  it("names it in the network's word, with what it was asked for where that is known", async () => {
    await start(engine);
    expect(await missing()).toBe(null);
    network.answers = [{ kind: "narrowed", reason: "No access (today)", scope: "read:notifications" }];
    await poll();
    asksFor("read", "read:notifications");
    expect(await missing()).toEqual({ scope: "read:notifications", why });
    asksFor("write");
    expect(await missing()).toEqual({ scope: "read:notifications", why: null });
  });

  it("knows it by the group that some networks name alone", async () => {
    await start(engine);
    network.answers = [{ kind: "narrowed", reason: "No access", scope: "write" }];
    await poll();
    asksFor("read:statuses", "write:statuses");
    expect(await missing()).toEqual({ scope: "write", why });
  });
});
