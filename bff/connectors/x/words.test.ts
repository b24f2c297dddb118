import { afterAll, expect, it } from "vitest";
import type { BackfillPage } from "#bff/connectors/connector.ts";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import { problems, startX, stopAll } from "#bff/test/start-x.ts";

afterAll(async () => {
  await stopAll();
  expect(problems().filter((one) => !/answered 4\d\d/.test(one))).toEqual([]);
});

async function begun() {
  const world = await startX();
  const access = await world.connected();
  return { ...world, access, state: world.network.state };
}

const complaint = (end: string) =>
  `@lumi ${"The lid pops open whenever the water boils, & nobody answers. ".repeat(8)}More at https://example.com/lid?a=1&b=2 ${end}`;

it("reads the whole of a long post, with its links, and sees an edit at its end", async () => {
  const { connector, access, state, network } = await begun();
  const said = state.say(state.hannah, complaint("Please help."));
  const first = valueIn(await connector.sync(access, null));
  expect(messageIn(first.items, said.id)?.text).toBe(complaint("Please help."));
  network.clock.advance(60_000);
  state.edit(said.id, complaint("Solved, thank you."));
  const { items } = valueIn(await connector.sync(access, first.cursor));
  expect(messageIn(items, said.id)).toMatchObject({
    text: complaint("Solved, thank you."),
    editedAt: expect.any(String),
  });
});

it("reads the whole of a long post in history, in a look-up, under our post, and of our own", async () => {
  const { connector, access, state } = await begun();
  const long = complaint("").replace("@lumi ", "").trim();
  const post = state.say(state.brand, long);
  const comment = state.say(state.hannah, long, { parent: post.id });
  const { items } = valueIn(await connector.sync(access, null));
  expect(messageIn(items, comment.id)?.text).toBe(long);
  expect(items).toContainEqual(expect.objectContaining({ type: "post", externalId: post.id, text: long }));
  const [looked] = valueIn(await connector.hook!.lookUp!(access, comment.id));
  expect(looked).toMatchObject({ text: long });
  const past = valueIn(await connector.backfill!(access, "2020-01-01T00:00:00.000Z", null)) as BackfillPage;
  expect(past.items).toContainEqual(expect.objectContaining({ externalId: post.id, text: long }));
});

it("names a picture of a long post, which X links where its cut words end", async () => {
  const { connector, access } = await begun();
  const url = "https://x.com/hannah/status/5/photo/1";
  const post = {
    id: "5",
    text: "@lumi The lid pops open… https://t.co/picture",
    created_at: "2026-11-22T00:00:00Z",
    entities: {
      urls: [
        { url: "https://t.co/picture", expanded_url: url },
        { start: 1, end: 2 },
      ],
    },
    note_post: {
      text: "@lumi The lid pops open, see https://t.co/lid",
      entities: { urls: [{ url: "https://t.co/lid" }] },
    },
  };
  expect(connector.reread!(JSON.stringify(post), access)).toMatchObject([
    { text: "@lumi The lid pops open, see https://t.co/lid", attachments: [{ kind: "picture", url }] },
  ]);
});

it("finds an answer that stands under a later version of what it answers", async () => {
  const { connector, access, state, network } = await begun();
  const said = state.say(state.hannah, "@lumi is it lound?");
  network.clock.advance(60_000);
  state.edit(said.id, "@lumi is it loud?");
  const { id: externalId } = state.say(state.brand, "52 decibels", { parent: said.versions[1]?.id });
  const place = { parentExternalId: said.id, threadExternalId: said.id, postExternalId: null };
  const reply = { idempotencyKey: "key", text: "52 decibels", lang: "en", ...place };
  expect(valueIn(await connector.findSent(access, reply))).toMatchObject({ externalId });
});

it.each([
  "@hannah Thanks",
  "@hannah @mert Thanks",
  "see lumi.fi",
  "See Lumi.fi/kettle.",
  "see https://lumi.fi/ and http://lumi.fi",
  "Salt & pepper < 3 > 2",
  "It says &amp; there",
  "Two\n\nlines  and blanks ",
  "Cafe\u0301 & tea",
])("finds an answer that stands, however X writes it: %j", async (text) => {
  const { connector, access, state } = await begun();
  const said = state.say(state.hannah, "@lumi is it safe?");
  const other = state.say(state.hannah, "@lumi and this?");
  const reply = {
    idempotencyKey: "key",
    text,
    lang: "en",
    parentExternalId: said.id,
    threadExternalId: said.id,
    postExternalId: null,
  };
  state.say(state.brand, "Something else", { parent: said.id });
  expect(valueIn(await connector.findSent(access, reply))).toBeNull();
  const { externalId } = valueIn(await connector.send(access, reply));
  expect(valueIn(await connector.findSent(access, reply))).toMatchObject({ externalId });
  expect(valueIn(await connector.send(access, reply)).externalId, "sent again").toBe(externalId);
  expect(valueIn(await connector.findSent(access, { ...reply, parentExternalId: other.id }))).toBeNull();
  expect(valueIn(await connector.findSent(access, { ...reply, text: `${text} indeed` }))).toBeNull();
});
