import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Capabilities, supports } from "#shared/channels/capabilities.ts";
import type { BackfillPage } from "./connector.ts";
import { actions } from "./contract-actions.ts";
import { followers, olderCounts } from "./contract-counts.ts";
import { faults } from "./contract-faults.ts";
import { type ContractWorld, isPolled, messageIn, Stage, valueIn } from "./contract-world.ts";
import type { IncomingItem } from "./incoming.ts";

/**
 * What every connector promises, against a network that `setup` starts: a stand-in of `fixtures/wire/<network>/`, or a
 * real server. A connector's test (`bff/connectors/<network>/contract.test.ts`) is one call:
 *
 *   connectorContract("Mastodon", mastodonCapabilities, async () => {
 *     const network = await startStandIn(buildMastodon, { onFault: mastodonFault });
 *     const fetch = fetchSafely({ allowAddresses: ["127.0.0.1"] });
 *     return {
 *       connector: createMastodon({ fetch, fetchStream: streamSafely({ allowAddresses: ["127.0.0.1"] }), clock: network.clock }),
 *       input: { server: network.url, token: "right" }, wrongInput: { server: network.url, token: "wrong" },
 *       brandPosts: async (text) => network.state.post("brand", text).id,
 *       ... one function for everything that happens on the network, see `ContractWorld` ...
 *       faults: network.faults, sendPath: "/api/v1/statuses",
 *       stop: network.stop,
 *     };
 *   });
 *
 * Which tests run follows from the capabilities: what `brings` and `actions` claim is tried, what they deny is left
 * out, and the world has to offer what they claim.
 */
export function connectorContract(name: string, capabilities: Capabilities, setup: () => Promise<ContractWorld>): void {
  describe(`the ${name} connector`, () => {
    const stage = new Stage(capabilities);
    const { brings } = capabilities;
    const answers = supports(capabilities.actions.reply);
    beforeAll(() => stage.open(setup), 60_000);
    afterAll(() => stage.world?.stop(), 30_000);
    connecting(stage);
    if (brings.comments) reading(stage);
    else oneWay(stage);
    if (brings.deletions || brings.edits || brings.hidden) changes(stage);
    if (brings.history) history(stage);
    if (brings.olderCounts) olderCounts(stage);
    if (capabilities.metrics.followers) followers(stage);
    if (answers) answering(stage);
    actions(stage);
    faults(stage);
    losingTheKey(stage, answers);
  });
}

function connecting(stage: Stage): void {
  it("refuses a wrong password with a value that says why", async () => {
    const { world } = stage;
    const outcome = world.refusedCode ? await world.refusedCode() : await world.connector.connect(world.wrongInput);
    expect(["reconnect", "refused"]).toContain(outcome.kind);
    expect(outcome.kind !== "ok" && outcome.reason.length).toBeGreaterThan(0);
    for (const secret of Object.values(world.wrongInput).filter((value) => value.length > 7 && !/^http/.test(value)))
      expect(JSON.stringify(outcome), "a reason never quotes a key").not.toContain(secret);
  });

  it("knows the account behind the credentials", async () => {
    const again = await (stage.world.connected?.() ?? stage.connect());
    expect(again).toMatchObject({ externalId: stage.access.externalId, handle: stage.access.handle });
    expect(again.handle).not.toBe("");
  });

  it("says what it asks for, why, and where to click", () => {
    const { connectBy } = stage.world.connector;
    expect(connectBy.steps.length).toBeGreaterThan(0);
    for (const scope of connectBy.scopes) expect(scope.why).toMatch(/\w{3,}/);
    if (connectBy.kind === "fields")
      expect(Object.keys(stage.world.input)).toEqual(
        expect.arrayContaining(
          connectBy.fields.filter((field) => !field.optional && !field.value).map(({ name }) => name),
        ),
      );
  });
}

function reading(stage: Stage): void {
  const { brings, metrics } = stage.capabilities;
  it("tells posts, comments, mentions and quotes on the first sync, roots before what hangs on them", async () => {
    const { world } = stage;
    const post = await world.brandPosts!("The new kettle is here");
    const comment = await world.followerReplies!(post, "Does it come in red?");
    const deeper = await world.followerReplies!(comment, "Or at least in orange?");
    const mention = isPolled(brings.mentions) ? await world.followerMentions!("my kettle whistles in tune") : null;
    const quote = brings.quotes ? await world.followerQuotes!(post, "Look at this") : null;
    const ad = isPolled(brings.adComments) ? await world.followerCommentsOnAd!("Why do I see this?") : null;
    const items = await stage.sync();
    expect(items).toContainEqual(expect.objectContaining({ type: "post", externalId: post }));
    if (metrics.followers) expect(items.some((item) => item.type === "followers")).toBe(true);
    const under = { kind: "comment", threadExternalId: comment, postExternalId: post, byBrand: false, editedAt: null };
    expect(messageIn(items, comment)).toMatchObject({ ...under, text: "Does it come in red?" });
    expect(messageIn(items, deeper)).toMatchObject({ ...under, parentExternalId: comment });
    if (mention)
      expect(messageIn(items, mention)).toMatchObject({
        kind: "mention",
        threadExternalId: mention,
        postExternalId: null,
      });
    if (quote)
      expect(messageIn(items, quote)).toMatchObject({ kind: "quote", threadExternalId: quote, postExternalId: post });
    if (ad) {
      expect(messageIn(items, ad.id)).toMatchObject({ postExternalId: ad.postId });
      expect(items).toContainEqual(expect.objectContaining({ type: "post", externalId: ad.postId, paid: "paid" }));
    }
    const order = items.flatMap((item) => ("externalId" in item ? (item.externalId ?? []) : []));
    expect(order.filter((id) => [post, comment, deeper].includes(id))).toEqual([post, comment, deeper]);
  });

  it("tells nothing twice when nothing happened", async () => {
    expect(await stage.sync()).toEqual([]);
    expect(await stage.sync()).toEqual([]);
  });

  it("tells only what is new, with the counts that grew", async () => {
    const post = await stage.world.brandPosts!("Descaling made easy");
    await stage.sync();
    const comment = await stage.world.followerReplies!(post, "How often should I do it?");
    const items = await stage.sync();
    expect(items.filter((item) => item.type === "message").map((item) => item.externalId)).toEqual([comment]);
    if (!metrics.comments) return;
    const told = items.find((item) => item.type === "post" && item.externalId === post);
    expect(told).toMatchObject({ counts: { comments: 1 } });
  });

  if (brings.answers)
    it("tells an answer that was made elsewhere as the brand's", async () => {
      const post = await stage.world.brandPosts!("Open day on Saturday");
      const comment = await stage.world.followerReplies!(post, "Is there parking?");
      const answer = await stage.world.brandReplies!(comment, "Yes, behind the house.");
      const items = await stage.sync();
      expect(messageIn(items, answer)).toMatchObject({
        byBrand: true,
        threadExternalId: comment,
        parentExternalId: comment,
      });
    });

  if (isPolled(brings.mentions) && brings.answers)
    it("keeps the conversation under a mention in the thread of the mention", async () => {
      const mention = await stage.world.followerMentions!("where can I buy filters?");
      const answer = await stage.world.brandReplies!(mention, "In our shop.");
      const thanks = await stage.world.followerReplies!(answer, "Thank you");
      const items = await stage.sync();
      const inThread = { kind: "mention", threadExternalId: mention };
      expect(messageIn(items, answer)).toMatchObject({ ...inThread, byBrand: true });
      expect(messageIn(items, thanks)).toMatchObject({ ...inThread, byBrand: false, parentExternalId: answer });
    });
}

function oneWay(stage: Stage): void {
  it("tells what others wrote about the brand, once", async () => {
    const mention = await stage.world.followerMentions!("the kettle of the year");
    const told = messageIn(await stage.sync(), mention);
    expect(told).toMatchObject({ kind: "mention", threadExternalId: mention, byBrand: false });
    expect(told?.text).toContain("the kettle of the year");
    expect(await stage.sync()).toEqual([]);
  });
}

function changes(stage: Stage): void {
  const { brings } = stage.capabilities;
  if (brings.deletions)
    it("tells that a message was deleted over there, once", async () => {
      const { id } = await stage.root("I regret this already");
      expect(await stage.message(id)).toBeDefined();
      await stage.world.followerDeletes!(id);
      const deletion = expect.objectContaining({ type: "deletion", externalId: id });
      expect(await stage.sync()).toContainEqual(deletion);
      expect(await stage.sync()).not.toContainEqual(deletion);
    });

  if (brings.edits)
    it("tells that a message was edited over there", async () => {
      const { id } = await stage.root("I like it");
      const before = await stage.message(id);
      expect(before).toMatchObject({ editedAt: null });
      expect(before?.text).toContain("I like it");
      await stage.world.followerEdits!(id, "I do not like it");
      const after = await stage.message(id);
      expect(after).toMatchObject({ editedAt: expect.any(String) });
      expect(after?.text).toContain("I do not like it");
      expect(await stage.message(id)).toBeUndefined();
    });

  if (brings.hidden)
    it("tells that a message was hidden over there, and shown again", async () => {
      const { id } = await stage.rootFor("hide", "Buy followers here");
      await stage.sync();
      for (const hidden of [true, false]) {
        await stage.world.hides!(id, hidden);
        const told = (await stage.sync()).find((item) => "externalId" in item && item.externalId === id);
        expect(told).toMatchObject({ hidden });
      }
    });
}

function history(stage: Stage): void {
  it("tells what lies before the last 30 days when asked for it, and leaves the sync alone", async () => {
    const old = await stage.world.followerWroteBefore!(100, "Back in the summer");
    expect(messageIn(await stage.sync(), old)).toBeUndefined();
    const until = new Date(Date.now() - 200 * 86_400_000).toISOString();
    const items: IncomingItem[] = [];
    let cursor: string | null = null;
    for (let more = true, pages = 0; more; pages++) {
      expect(pages, "history has to end").toBeLessThan(100);
      const page: BackfillPage = valueIn(await stage.world.connector.backfill!(stage.access, until, cursor));
      items.push(...page.items);
      ({ cursor, more } = page);
    }
    expect(messageIn(items, old)?.text).toContain("Back in the summer");
    expect(await stage.sync()).toEqual([]);
  });
}

function answering(stage: Stage): void {
  it("puts a reply under the message it answers, and tells it as the brand's", async () => {
    const { id, postId } = await stage.root("How loud is it?");
    const reply = stage.replyTo(id, id, postId, "52 decibels. More at https://example.com/quiet", "key-place");
    const sent = valueIn(await stage.world.connector.send(stage.access, reply));
    expect(await stage.world.brandRepliesUnder!(id)).toEqual([{ id: sent.externalId, text: reply.text }]);
    if (!stage.capabilities.brings.answers) return;
    const told = await stage.message(sent.externalId);
    expect(told).toMatchObject({ byBrand: true, threadExternalId: id, postExternalId: postId, text: reply.text });
  });

  it("makes one reply of two attempts with one key, and finds it", async () => {
    const { id, postId } = await stage.root("hello out there");
    const reply = stage.replyTo(id, id, postId, "Hello to you", "key-twice");
    expect(valueIn(await stage.world.connector.findSent(stage.access, reply))).toBeNull();
    const once = valueIn(await stage.world.connector.send(stage.access, reply));
    const twice = valueIn(await stage.world.connector.send(stage.access, reply));
    expect(twice.externalId).toBe(once.externalId);
    expect(valueIn(await stage.world.connector.findSent(stage.access, reply))?.externalId).toBe(once.externalId);
    expect(await stage.world.brandRepliesUnder!(id)).toHaveLength(1);
  });

  if (stage.capabilities.actions.removeOurs)
    it("takes a reply back, so that the next sync tells its deletion", async () => {
      const { id, postId } = await stage.root("is anybody there?");
      const reply = stage.replyTo(id, id, postId, "Nobody", "key-remove");
      const sent = valueIn(await stage.world.connector.send(stage.access, reply));
      expect(await stage.world.brandRepliesUnder!(id)).toHaveLength(1);
      await stage.sync();
      expect(valueIn(await stage.world.connector.remove(stage.access, sent.externalId, id))).toBeNull();
      expect(await stage.world.brandRepliesUnder!(id)).toEqual([]);
      const deletion = expect.objectContaining({ type: "deletion", externalId: sent.externalId });
      if (stage.capabilities.brings.deletions) expect(await stage.sync()).toContainEqual(deletion);
      expect(valueIn(await stage.world.connector.findSent(stage.access, reply))).toBeNull();
      expect(valueIn(await stage.world.connector.remove(stage.access, sent.externalId, id))).toBeNull();
    });

  it("refuses what the network would refuse, in words", async () => {
    const { world } = stage;
    const { id, postId } = await stage.root("tell me a long story");
    const limit = world.connector.replyLimit(stage.access);
    const long = stage.replyTo(id, id, postId, "a".repeat(limit + 1), "key-long");
    expect(await world.connector.send(stage.access, long)).toMatchObject({ kind: "refused" });
    if (world.followerDeletes) {
      await world.followerDeletes(id);
      const late = stage.replyTo(id, id, postId, "Once upon a time", "key-late");
      expect(await world.connector.send(stage.access, late)).toMatchObject({ kind: "refused" });
    }
  });

  if (stage.capabilities.actions.removeOurs)
    it("takes away nothing but its own", async () => {
      const { id } = await stage.root("please stay");
      expect(await stage.world.connector.remove(stage.access, id, id)).toMatchObject({ kind: "refused" });
    });
}

function losingTheKey(stage: Stage, answers: boolean): void {
  it("asks for a reconnect when the password no longer works, and writes nothing", async () => {
    const { connector } = stage.world;
    const { id, postId } = answers ? await stage.root("one last thing") : { id: "", postId: null };
    const first = stage.replyTo(id, id, postId, "Just in time", "key-before");
    const sent = answers ? valueIn(await connector.send(stage.access, first)) : null;
    const counted = connector.counts ? await stage.world.brandPosts!("One last post") : null;
    const access = await stage.world.withdrawn(stage.access);
    expect(await connector.sync(access, stage.cursor)).toMatchObject({ kind: "reconnect" });
    if (counted) expect(await connector.counts!.read(access, [counted])).toMatchObject({ kind: "reconnect" });
    if (!sent) return;
    const reply = stage.replyTo(id, id, postId, "Too late", "key-withdrawn");
    expect(await connector.send(access, reply)).toMatchObject({ kind: "reconnect" });
    expect(await connector.remove(access, sent.externalId, id)).toMatchObject({ kind: "reconnect" });
    expect(await stage.world.brandRepliesUnder!(id)).toEqual([{ id: sent.externalId, text: "Just in time" }]);
  });
}
