import { afterAll, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { problems, startX, stopAll } from "#bff/test/start-x.ts";
import type { Said } from "#fixtures/wire/x/state.ts";
import { scopesAsked, xCapabilities } from "./about.ts";

afterAll(async () => {
  await stopAll();
  expect(problems().filter((one) => !/answered 4\d\d/.test(one))).toEqual([]);
});

async function begun() {
  const world = await startX();
  const access = await world.connected();
  return { ...world, access, state: world.network.state };
}

const replyTo = (said: Said, text: string) => ({
  idempotencyKey: `key-${text}`,
  text,
  lang: "en",
  parentExternalId: said.id,
  threadExternalId: said.id,
  postExternalId: null,
});

const muting = (said: Said) => ({
  action: "mute" as const,
  idempotencyKey: "k",
  externalId: said.id,
  authorExternalId: said.by.id,
  threadExternalId: said.id,
  postExternalId: null,
  text: null,
});

it.each([
  ["blocked the brand", "blockedBy", "You have been blocked from"],
  ["was suspended", "suspended", "User has been suspended."],
] as const)("takes what cannot be done to a person who %s for no fault of the channel", async (_who, list, words) => {
  const { connector, access, state } = await begun();
  const said = state.say(state.hannah, "@lumi hello");
  state[list].add(state.hannah.id);
  const refused = { kind: "refused", reason: expect.stringContaining(words) };
  expect(await connector.act!(access, muting(said))).toMatchObject(refused);
  expect(await connector.send(access, replyTo(said, "Hello"))).toMatchObject(refused);
});

it.each([
  "Your account is suspended and is not permitted to access this feature.",
  "To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://x.com to unlock your account.",
])("asks for a person where X says: %s", async (words) => {
  const { connector, access, state } = await begun();
  const said = state.say(state.hannah, "@lumi hello");
  state.locked = words;
  expect(await connector.sync(access, null)).toMatchObject({ kind: "reconnect", reason: words });
  expect(await connector.send(access, replyTo(said, "Hello"))).toMatchObject({ kind: "reconnect" });
});

it("offers no likes, which X takes from apps with an Enterprise plan alone, and does not ask to like", () => {
  expect(xCapabilities.actions).toMatchObject({ like: false, unlike: false });
  expect(scopesAsked).not.toContain("like.write");
});

it("answers whoever named the account or quoted its post, and says where X lets no app answer", async () => {
  const { connector, access, state } = await begun();
  const post = state.say(state.brand, "The new kettle");
  const comment = state.say(state.hannah, "In red?", { parent: post.id });
  const quote = state.say(state.hannah, "Look at this", { quotes: post.id });
  const aside = state.say(state.hannah, "Mine is blue", { parent: comment.id });
  for (const said of [comment, quote]) valueIn(await connector.send(access, replyTo(said, `About ${said.id}`)));
  expect(await connector.send(access, replyTo(aside, "And green"))).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("Answer on X itself"),
  });
});

it("says what to do when the credits of the app are used up, and goes on where it was", async () => {
  const { connector, access, state } = await begun();
  const said = state.say(state.hannah, "@lumi hello");
  state.creditsGone = true;
  const refused = { kind: "refused", reason: expect.stringContaining("console.x.com") };
  expect(await connector.sync(access, null)).toMatchObject(refused);
  expect(await connector.send(access, replyTo(said, "Hello"))).toMatchObject(refused);
  state.creditsGone = false;
  expect(valueIn(await connector.sync(access, null)).items).toContainEqual(
    expect.objectContaining({ externalId: said.id }),
  );
});

it("waits for the next day where the account posted as much as X lets it in one", async () => {
  const { connector, access, state, network } = await begun();
  const said = state.say(state.hannah, "@lumi hello");
  state.dayEnds = network.clock.now().getTime() + 36_000_000;
  const outcome = await connector.send(access, replyTo(said, "Hello"));
  expect(outcome).toMatchObject({ kind: "wait", until: expect.any(String) });
  expect(outcome.kind === "wait" && Date.parse(outcome.until)).toBeGreaterThanOrEqual(state.dayEnds);
});
