import { createHash } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import type { ConnectedAccount } from "#bff/connectors/connector.ts";
import { channelsHttp } from "#bff/features/channels/http.ts";
import { beginOAuth, choicesOf, choose, returnOAuth, saveApp } from "#bff/features/channels/oauth-commands.ts";
import { listChannels, openChannel } from "#bff/features/channels/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type ScriptedNetwork, scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

let test: TestApp;
let network: ScriptedNetwork;
let lead: Ctx;
let verifiers: string[];
afterEach(() => test.remove());

const account = (externalId: string): ConnectedAccount => ({
  externalId,
  handle: `@${externalId}`,
  name: `Page ${externalId}`,
  url: null,
  credentials: { token: `token-of-${externalId}` },
});

async function start(engine: "sqlite" | "postgres", ...accounts: ConnectedAccount[]): Promise<void> {
  network = scriptedNetwork();
  verifiers = [];
  network.connectBy = {
    ...network.connectBy,
    kind: "oauth",
    app: "own",
    authorizeUrl: ({ app, redirect }, state, challenge) =>
      `https://network.example/ask?${new URLSearchParams({ client_id: app.clientId, redirect, state, challenge })}`,
    exchange: async ({ app }, code, verifier) => {
      verifiers.push(verifier);
      if (code !== "right") return { kind: "reconnect", reason: "The code is not valid." };
      return app.clientSecret === "app-secret" ? { kind: "ok", value: accounts } : { kind: "refused", reason: "Who?" };
    },
  };
  test = await testApp(engine, { connector: network });
  lead = await test.as("lead");
}
const begin = (ctx = lead, channelId: string | null = null) =>
  beginOAuth(ctx, { brandId: test.brandId, network: "sandbox", fields: {}, channelId });
const asked = async (ctx = lead) => new URL((await begin(ctx)).url).searchParams;
const keepApp = (clientSecret = " app-secret\u200b ") =>
  saveApp(lead, { network: "sandbox", server: "", clientId: "app-id", clientSecret });

eachEngine("connecting in the network's own window", (engine) => {
  it("asks for the person's own app first, and forgives a blank around its secret but not one inside", async () => {
    await start(engine, account("p1"));
    await expect(begin()).rejects.toMatchObject({ code: "invalid_input", details: { reason: "no_app" } });
    await expect(keepApp("app secret")).rejects.toMatchObject({
      code: "invalid_input",
      message: "The app's secret holds a blank. Copy it again, without anything around it.",
    });
    await keepApp();
    const kept = await test.app.db.read.selectFrom("network_app").selectAll().executeTakeFirstOrThrow();
    expect(kept.secret).not.toContain("app-secret");
    expect((await asked()).get("client_id")).toBe("app-id");
  });

  it("leaves with a challenge, comes back with its verifier, and connects the one account", async () => {
    await start(engine, account("p1"));
    await keepApp();
    const ask = await asked();
    expect(ask.get("redirect")).toBe("http://localhost:4700/api/channels/connected");
    const back = await returnOAuth(lead, { state: ask.get("state") ?? "", code: "right" });
    expect(back).toEqual({ network: "sandbox", choose: false, connected: 1 });
    const challenge = createHash("sha256")
      .update(verifiers[0] ?? "")
      .digest("base64url");
    expect(ask.get("challenge")).toBe(challenge);
    const row = await test.app.db.read
      .selectFrom("channel")
      .selectAll()
      .where("externalId", "=", "p1")
      .executeTakeFirstOrThrow();
    expect(row.credentials).not.toContain("token-of-p1");
    expect((await openChannel(test.app, row))?.access).toMatchObject({
      credentials: { token: "token-of-p1" },
      app: { clientId: "app-id", clientSecret: "app-secret" },
    });
  });

  it("lets the person choose among several accounts", async () => {
    await start(engine, account("p1"), account("p2"), account("p3"));
    await keepApp();
    const state = (await asked()).get("state") ?? "";
    expect(await returnOAuth(lead, { state, code: "right" })).toMatchObject({ choose: true, connected: 0 });
    const choices = await choicesOf(lead, state);
    expect(choices.map((one) => one.externalId)).toEqual(["p1", "p2", "p3"]);
    expect(JSON.stringify(choices)).not.toContain("token-of");
    await choose(lead, { attempt: state, externalIds: ["p1", "p3"] });
    const connected = (await listChannels(lead, null)).map((channel) => channel.handle);
    expect(connected.sort()).toEqual(["@p1", "@p3", "lumikettle"]);
    await expect(choose(lead, { attempt: state, externalIds: ["p2"] })).rejects.toMatchObject({ code: "link_expired" });
  });

  it("is for whoever began it, for ten minutes, and once", async () => {
    await start(engine, account("p1"));
    await keepApp();
    const state = (await asked()).get("state") ?? "";
    const other = await test.as("lead");
    await expect(returnOAuth(other, { state, code: "right" })).rejects.toMatchObject({ code: "link_expired" });
    await expect(returnOAuth(lead, { state: "made-up", code: "right" })).rejects.toMatchObject({
      code: "link_expired",
    });
    await expect(returnOAuth(lead, { state, code: "wrong" })).rejects.toMatchObject({ code: "wrong_password" });
    test.clock.advance(10 * 60_000);
    await expect(returnOAuth(lead, { state, code: "right" })).rejects.toMatchObject({ code: "link_expired" });
    const again = (await asked()).get("state") ?? "";
    await returnOAuth(lead, { state: again, code: "right" });
    await expect(returnOAuth(lead, { state: again, code: "right" })).rejects.toMatchObject({ code: "link_expired" });
  });

  it("says whether permission was not given or cannot be asked for yet", async () => {
    await start(engine, account("p1"));
    const back = async (query: string) =>
      (await channelsHttp(test.app, async () => lead.actor).request(`/channels/connected?${query}`)).headers.get(
        "location",
      );
    expect(await back("error=user_cancelled_login")).toBe("/channels?problem=not_given");
    for (const error of ["invalid_scope", "unauthorized_scope_error"])
      expect(await back(`error=${error}`)).toBe("/channels?problem=not_approved");
  });

  it("renews the key of a channel only with the same account", async () => {
    await start(engine, account("elsewhere"), account("brand-account"));
    await keepApp();
    const { url } = await begin(lead, test.channelId);
    const state = new URL(url).searchParams.get("state") ?? "";
    await test.app.db.write.updateTable("channel").set({ health: "reconnect" }).execute();
    expect(await returnOAuth(lead, { state, code: "right" })).toMatchObject({ connected: 1 });
    const row = await test.app.db.read.selectFrom("channel").selectAll().executeTakeFirstOrThrow();
    expect([row.id, row.health]).toEqual([test.channelId, "ok"]);
  });
});
