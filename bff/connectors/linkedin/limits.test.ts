import { createHmac } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import type { BackfillPage, ChannelAccess } from "#bff/connectors/connector.ts";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { problems, pushedBy, standardTier, startLinkedin, stopAll } from "#bff/test/start-linkedin.ts";
import { linkedinApp, urnOf } from "#fixtures/wire/linkedin/state.ts";
import { dayLimit, linkedinScopes, scopeOf } from "./about.ts";

const hour = 3_600_000;
const day = 24 * hour;

afterAll(async () => {
  await stopAll();
  expect(problems()).toEqual([]);
});

async function begun(fields: Record<string, string> = standardTier) {
  const world = await startLinkedin();
  const access = await world.connected(fields);
  return { ...world, access, state: world.network.state, clock: world.network.clock };
}

it("asks for four permissions, and offers every page whoever signed in is super admin of", async () => {
  const { leave } = await begun();
  const { asked, ask, code, verifier, exchange } = leave(standardTier);
  expect(asked.scope?.split(" ")).toEqual(linkedinScopes.map(({ scope }) => scope));
  expect(asked).not.toHaveProperty("code_challenge");
  const pages = valueIn(await exchange(ask, code, verifier));
  expect(pages.map(({ handle, name, url }) => [handle, name, url])).toEqual([
    ["lumikettle", "Lumi Kettle", "https://www.linkedin.com/company/lumikettle/"],
    ["Lumi Tea", "Lumi Tea", "https://www.linkedin.com/company/5515716/"],
  ]);
  expect(pages[0]?.settings).toEqual({ calls: 1_000_000, application: "251877", person: "urn:li:person:AdM1n" });
});

it("says what was typed wrong, which permission was not given, and forgives blanks around the app's keys", async () => {
  const { leave, refusedCode } = await begun();
  expect(await refusedCode({})).toMatchObject({ kind: "reconnect", reason: expect.stringContaining("LinkedIn") });
  const tried = async (fields: Record<string, string>, clientSecret = linkedinApp.secret, scopes?: string) => {
    const { ask, code, verifier, exchange } = leave(fields, scopes);
    return exchange({ ...ask, app: { clientId: ` ${linkedinApp.id} `, clientSecret } }, code, verifier);
  };
  expect(await tried({ calls: "many" })).toMatchObject({ kind: "refused", reason: expect.stringContaining("number") });
  expect(await tried({ application: "Lumi" })).toMatchObject({ kind: "refused" });
  expect(await tried({}, "another")).toMatchObject({ kind: "reconnect", reason: expect.stringContaining("secret") });
  const read = [scopeOf.posts, scopeOf.comments, scopeOf.page].join(",");
  const [account] = valueIn(await tried({}, `${linkedinApp.secret} \n`, read));
  expect(account?.missingScopes).toEqual([scopeOf.write]);
  expect(account?.settings, "connecting again keeps what was typed before").not.toHaveProperty("calls");
});

it("renews its key after sixty days, and asks for a new permission after a year", async () => {
  const { connector, access, clock } = await begun();
  valueIn(await connector.sync(access, null));
  expect(connector.refreshed!(access)).toBeUndefined();
  clock.advance(60 * day);
  valueIn(await connector.sync(access, null));
  const renewed = connector.refreshed!(access) as { token: string; refresh: string };
  expect(renewed).toMatchObject({ refresh: (access.credentials as { refresh: string }).refresh });
  clock.advance(306 * day);
  const later: ChannelAccess = { ...access, credentials: renewed };
  expect(await connector.sync(later, null)).toMatchObject({
    kind: "reconnect",
    reason: expect.stringContaining("too old"),
  });
});

it("says that the permission has ended where LinkedIn gave the app no renewal", async () => {
  const world = await startLinkedin();
  world.network.state.refreshes = false;
  const access = await world.connected(standardTier);
  valueIn(await world.connector.sync(access, null));
  world.network.clock.advance(60 * day);
  const ended = await world.connector.sync(access, null);
  expect(ended).toMatchObject({ kind: "reconnect", reason: expect.stringContaining("60 days") });
  expect(await world.connector.sync({ ...access, credentials: null }, null)).toMatchObject({ kind: "reconnect" });
});

it("costs of the hundred calls of the Development tier what is planned", async () => {
  const { connector, access, state, clock } = await begun({});
  const post = state.post("The kettle");
  const { cursor } = valueIn(await connector.sync(access, null));
  const before = state.calls.made;
  clock.advance(hour);
  const quiet = await connector.sync(access, cursor);
  const made = state.calls.made - before;
  expect(quiet.spent).toEqual({ [dayLimit.name]: made });
  expect(made, "what is planned for a round is what a quiet one costs").toBeLessThanOrEqual(dayLimit.cost.sync!);
  const said = state.say(state.hannah, post.urn, "Nice");
  const answer = { idempotencyKey: "k", text: "Thank you", lang: "en", postExternalId: post.urn };
  const sent = await connector.send(access, {
    ...answer,
    parentExternalId: urnOf(said),
    threadExternalId: urnOf(said),
  });
  expect(sent.kind).toBe("ok");
  expect(sent.spent?.[dayLimit.name]).toBeLessThanOrEqual(dayLimit.cost.send!);
});

it("takes a long first reading in several pages, so that little is lost when the day's calls run out", async () => {
  const { connector, access, state, clock } = await begun({});
  for (let n = 0; n < 60; n++) {
    const post = state.post(`News ${n}`, { at: new Date(clock.now().getTime() - (70 - n) * 60_000) });
    state.say("urn:li:person:PauL", urnOf(state.say(state.hannah, post.urn, `Comment ${n}`)), `Answer ${n}`);
  }
  state.calls.allowed = state.calls.made + 100;
  const told: IncomingItem[] = [];
  let cursor: string | null = null;
  let waited = 0;
  for (let more = true, pages = 0; more; pages++) {
    expect(pages).toBeLessThan(20);
    const outcome = await connector.sync(access, cursor);
    if (outcome.kind === "wait") {
      const midnight = `${clock.iso().slice(0, 10)}T00:00:00.000Z`;
      expect(Date.parse(outcome.until)).toBe(Date.parse(midnight) + day);
      expect(outcome.budget).toContainEqual({
        name: dayLimit.name,
        remaining: 0,
        limit: 100,
        resetAt: outcome.until,
      });
      state.calls.allowed += 100;
      waited++;
      continue;
    }
    const page = valueIn(outcome);
    told.push(...page.items);
    ({ cursor, more } = page);
  }
  expect(waited).toBeGreaterThan(0);
  const ids = told.flatMap((item) => (item.type === "message" ? [item.externalId] : []));
  expect(new Set(ids).size).toBe(120);
  expect(ids).toHaveLength(120);
});

it("reads history in small pages where calls are few, in the midst of a post as well, and everything once", async () => {
  const { connector, access, state, clock } = await begun({});
  for (const [n, answered] of [2, 25, 3].entries()) {
    const post = state.post(`News ${n}`, { at: new Date(clock.now().getTime() - n * day) });
    for (let at = 0; at < answered; at++)
      state.say(state.hannah, urnOf(state.say(state.hannah, post.urn, "Nice")), "Yes");
  }
  const told: IncomingItem[] = [];
  let cursor: string | null = null;
  for (let more = true, pages = 0; more; pages++) {
    expect(pages, "history has to end").toBeLessThan(12);
    const made = state.calls.made;
    const page: BackfillPage = valueIn(await connector.backfill!(access, "2000-01-01T00:00:00.000Z", cursor));
    expect(state.calls.made - made, "a tenth of the day, and a post begun").toBeLessThanOrEqual(12);
    told.push(...page.items);
    ({ cursor, more } = page);
    // What is written meanwhile pushes the list on.
    if (pages === 1) state.post("Fresh");
  }
  const ids = told.flatMap((item) => (item.type === "message" ? [item.externalId] : []));
  expect(ids).toHaveLength(60);
  expect(new Set(ids).size).toBe(60);
});

it("asks for posts one by one where batches are not allowed", async () => {
  const { connector, access, state } = await begun({});
  const [one, two] = [state.post("One"), state.post("Two")];
  state.remove(two.urn);
  state.calls = { allowed: 100, made: 0 };
  const items = valueIn(await connector.counts!.read(access, [one.urn, two.urn]));
  expect(items).toContainEqual(expect.objectContaining({ type: "post", externalId: one.urn }));
  expect(items).toContainEqual(expect.objectContaining({ type: "deletion", externalId: two.urn }));
  expect(state.calls.made, "two posts and their numbers, and no batch that is always refused").toBe(3);
});

it("says what a retired version, a lost role and a hurry mean", async () => {
  const { connector, access, state, network } = await begun();
  const said = state.say(state.hannah, state.post("The kettle").urn, "Nice");
  state.version = "203001";
  expect(await connector.sync(access, null)).toMatchObject({
    kind: "wait",
    reason: expect.stringContaining("updated"),
  });
  state.version = "202609";
  for (const token of state.tokens) token.scopes = scopeOf.posts;
  const refused = await connector.findSent(access, {
    idempotencyKey: "k",
    text: "Hello",
    lang: null,
    parentExternalId: urnOf(said),
    threadExternalId: urnOf(said),
    postExternalId: said.post,
  });
  expect(refused).toMatchObject({
    kind: "narrowed",
    scope: scopeOf.comments,
    reason: expect.stringContaining("super admin"),
  });
  network.faults.next(429, 1);
  const hurried = await connector.sync(access, null);
  const wait = hurried.kind === "wait" ? Date.parse(hurried.until) - Date.now() : 0;
  expect(wait).toBeGreaterThan(30_000);
  expect(wait).toBeLessThanOrEqual(60_000);
});

it("answers LinkedIn's challenge, and asks for notifications in the name of whoever connected", async () => {
  const { connector, access, state } = await begun();
  const hook = connector.hook!;
  const app = { clientId: linkedinApp.id, clientSecret: ` ${linkedinApp.secret} ` };
  const challengeCode = "890e4665-4dfe-4ab1-b689-ed553bceeed0";
  const asked = { method: "GET" as const, headers: {}, query: { challengeCode }, body: Buffer.alloc(0) };
  const challengeResponse = createHmac("sha256", linkedinApp.secret).update(challengeCode).digest("hex");
  const answer = hook.challenge!(asked, { secret: "ours", app });
  expect(answer).toMatchObject({ status: 200, contentType: "application/json" });
  expect(JSON.parse(answer?.body ?? "")).toEqual({ challengeCode, challengeResponse });
  expect(hook.challenge!(asked, { secret: "ours", app: null })).toMatchObject({ status: 403 });
  expect(hook.challenge!({ ...asked, query: {} }, { secret: "ours", app })).toBeNull();
  const callback = "https://konak.example/hooks/channel-1";
  const { until } = valueIn(await hook.subscribe!(access, callback, "ours"));
  expect(until && Date.parse(until)).toBeGreaterThan(Date.now() + day);
  expect(state.subscribed.get(access.externalId)).toBe(callback);
  const without = await hook.subscribe!({ ...access, settings: { calls: 100 } }, callback, "ours");
  expect(without).toMatchObject({ kind: "refused", reason: expect.stringContaining("number of the app") });
});

it("knows a notification that is delivered again, and for which page it is", async () => {
  const { connector, access, state } = await begun();
  const said = state.say(state.hannah, state.post("The kettle").urn, "Nice");
  const { requests, keys } = await pushedBy(state);
  const [request] = requests;
  const id = String(state.notices[0]?.id);
  expect(connector.hook!.verify(request!, keys)).toEqual({ ok: true, id, at: null });
  const signature = `hmacsha256=${request?.headers["x-li-signature"]}`;
  const prefixed = { ...request!, headers: { "x-li-signature": signature } };
  expect(connector.hook!.verify(prefixed, keys)).toMatchObject({ ok: true, id });
  expect(connector.hook!.verify(request!, { ...keys, app: null })).toMatchObject({ ok: false });
  expect(connector.hook!.read(request!, access)).toEqual([{ account: state.page.urn, items: [], poll: true }]);
  expect(messageIn(valueIn(await connector.sync(access, null)).items, urnOf(said))).toBeDefined();
});
