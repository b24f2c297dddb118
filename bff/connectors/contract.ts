import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChannelAccess, Connector, IncomingItem, IncomingMessage, Outcome, OutgoingReply } from "./connector.ts";

/** A network that runs, with an account of a brand on it and somebody who writes to the brand. Ids are the network's. */
export type ContractWorld = {
  connector: Connector;
  /** what a person types to connect the brand's account, and the same with a wrong password */
  input: Record<string, string>;
  wrongInput: Record<string, string>;
  brandPosts(text: string): Promise<string>;
  followerReplies(parentId: string, text: string): Promise<string>;
  followerMentions(text: string): Promise<string>;
  followerQuotes(postId: string, text: string): Promise<string>;
  followerEdits(messageId: string, text: string): Promise<void>;
  followerDeletes(messageId: string): Promise<void>;
  /** the brand answers in the network's own app, not through Konak */
  brandReplies(parentId: string, text: string): Promise<string>;
  /** how many replies of the brand the network shows directly under a message */
  brandRepliesUnder(messageId: string): Promise<{ id: string; text: string }[]>;
  /** the same access as it is when its password was withdrawn and its session is over */
  withdrawn(access: ChannelAccess): Promise<ChannelAccess>;
  stop(): Promise<void>;
};

/** One network and one channel, used in turn by every test of the suite. */
class Stage {
  world!: ContractWorld;
  access!: ChannelAccess;
  cursor: string | null = null;

  async open(setup: () => Promise<ContractWorld>): Promise<void> {
    this.world = await setup();
    const { externalId, handle, credentials } = valueIn(await this.world.connector.connect(this.world.input));
    this.access = { channelId: "channel-1", externalId, handle, credentials, settings: {} };
  }

  /** Everything a sync tells from where the last one ended, page after page. */
  async sync(): Promise<IncomingItem[]> {
    const items: IncomingItem[] = [];
    for (let more = true, pages = 0; more; pages += 1) {
      expect(pages, "a sync has to end").toBeLessThan(100);
      const page = valueIn(await this.world.connector.sync(this.access, this.cursor));
      expect(() => JSON.parse(JSON.stringify(page))).not.toThrow();
      items.push(...page.items);
      this.cursor = page.cursor;
      more = page.more;
    }
    return items;
  }

  async message(id: string): Promise<IncomingMessage | undefined> {
    return messageIn(await this.sync(), id);
  }

  replyTo(parentId: string, threadId: string, postId: string | null, text: string, key: string): OutgoingReply {
    return {
      idempotencyKey: key,
      text,
      lang: "en",
      parentExternalId: parentId,
      threadExternalId: threadId,
      postExternalId: postId,
    };
  }
}

function valueIn<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== "ok") throw new Error(`${outcome.kind}: ${outcome.reason}`);
  return outcome.value;
}

const messageIn = (items: IncomingItem[], id: string): IncomingMessage | undefined =>
  items.filter((item) => item.type === "message").find((item) => item.externalId === id);

/** What every connector promises, against a network that `setup` starts. */
export function connectorContract(name: string, setup: () => Promise<ContractWorld>): void {
  describe(`the ${name} connector`, () => {
    const stage = new Stage();
    beforeAll(() => stage.open(setup), 60_000);
    afterAll(() => stage.world?.stop(), 30_000);
    connecting(stage);
    reading(stage);
    changes(stage);
    answering(stage);
    losingTheKey(stage);
  });
}

function connecting(stage: Stage): void {
  it("refuses a wrong password with a value that says why", async () => {
    const outcome = await stage.world.connector.connect(stage.world.wrongInput);
    expect(["reconnect", "refused"]).toContain(outcome.kind);
    expect(outcome.kind !== "ok" && outcome.reason.length).toBeGreaterThan(0);
  });

  it("knows the account behind the credentials", async () => {
    const account = valueIn(await stage.world.connector.connect(stage.world.input));
    expect(account).toMatchObject({ externalId: stage.access.externalId, handle: stage.access.handle });
    expect(account.name).not.toBe("");
  });
}

function reading(stage: Stage): void {
  it("tells posts, comments, mentions and quotes on the first sync, roots before what hangs on them", async () => {
    const { world } = stage;
    const post = await world.brandPosts("The new kettle is here");
    const comment = await world.followerReplies(post, "Does it come in red?");
    const deeper = await world.followerReplies(comment, "Or at least in orange?");
    const mention = await world.followerMentions("my kettle whistles in tune");
    const quote = await world.followerQuotes(post, "Look at this");
    const items = await stage.sync();
    expect(items).toContainEqual(
      expect.objectContaining({ type: "post", externalId: post, text: "The new kettle is here" }),
    );
    expect(items.some((item) => item.type === "followers")).toBe(true);
    const under = { kind: "comment", threadExternalId: comment, postExternalId: post, byBrand: false, editedAt: null };
    expect(messageIn(items, comment)).toMatchObject({ ...under, text: "Does it come in red?" });
    expect(messageIn(items, deeper)).toMatchObject({ ...under, parentExternalId: comment });
    expect(messageIn(items, mention)).toMatchObject({
      kind: "mention",
      threadExternalId: mention,
      postExternalId: null,
    });
    expect(messageIn(items, quote)).toMatchObject({ kind: "quote", threadExternalId: quote, postExternalId: post });
    const order = items.flatMap((item) => ("externalId" in item ? (item.externalId ?? []) : []));
    expect(order.filter((id) => [post, comment, deeper].includes(id))).toEqual([post, comment, deeper]);
  });

  it("tells nothing twice when nothing happened", async () => {
    expect(await stage.sync()).toEqual([]);
    expect(await stage.sync()).toEqual([]);
  });

  it("tells only what is new, with the counts that grew", async () => {
    const post = await stage.world.brandPosts("Descaling made easy");
    await stage.sync();
    const comment = await stage.world.followerReplies(post, "How often should I do it?");
    const items = await stage.sync();
    expect(items.filter((item) => item.type === "message").map((item) => item.externalId)).toEqual([comment]);
    const told = items.find((item) => item.type === "post" && item.externalId === post);
    expect(told).toMatchObject({ counts: { comments: 1 } });
  });

  it("tells an answer that was made elsewhere as the brand's", async () => {
    const post = await stage.world.brandPosts("Open day on Saturday");
    const comment = await stage.world.followerReplies(post, "Is there parking?");
    const answer = await stage.world.brandReplies(comment, "Yes, behind the house.");
    const items = await stage.sync();
    expect(messageIn(items, answer)).toMatchObject({
      byBrand: true,
      threadExternalId: comment,
      parentExternalId: comment,
    });
  });

  it("keeps the conversation under a mention in the thread of the mention", async () => {
    const mention = await stage.world.followerMentions("where can I buy filters?");
    const answer = await stage.world.brandReplies(mention, "In our shop.");
    const thanks = await stage.world.followerReplies(answer, "Thank you");
    const items = await stage.sync();
    const inThread = { kind: "mention", threadExternalId: mention };
    expect(messageIn(items, answer)).toMatchObject({ ...inThread, byBrand: true });
    expect(messageIn(items, thanks)).toMatchObject({ ...inThread, byBrand: false, parentExternalId: answer });
  });
}

function changes(stage: Stage): void {
  it("tells that a message was deleted over there, once", async () => {
    const post = await stage.world.brandPosts("A quiet evening");
    const comment = await stage.world.followerReplies(post, "I regret this already");
    expect(await stage.message(comment)).toBeDefined();
    await stage.world.followerDeletes(comment);
    const deletion = expect.objectContaining({ type: "deletion", externalId: comment });
    expect(await stage.sync()).toContainEqual(deletion);
    expect(await stage.sync()).not.toContainEqual(deletion);
  });

  it("tells that a message was edited over there", async () => {
    const post = await stage.world.brandPosts("A loud morning");
    const comment = await stage.world.followerReplies(post, "I like it");
    expect(await stage.message(comment)).toMatchObject({ text: "I like it", editedAt: null });
    await stage.world.followerEdits(comment, "I do not like it");
    expect(await stage.message(comment)).toMatchObject({ text: "I do not like it", editedAt: expect.any(String) });
    expect(await stage.message(comment)).toBeUndefined();
  });
}

function answering(stage: Stage): void {
  it("puts a reply under the message it answers, and tells it as the brand's", async () => {
    const post = await stage.world.brandPosts("Ask us anything");
    const comment = await stage.world.followerReplies(post, "How loud is it?");
    const reply = stage.replyTo(comment, comment, post, "52 decibels. More at https://example.com/quiet", "key-place");
    const sent = valueIn(await stage.world.connector.send(stage.access, reply));
    expect(await stage.world.brandRepliesUnder(comment)).toEqual([{ id: sent.externalId, text: reply.text }]);
    const told = await stage.message(sent.externalId);
    expect(told).toMatchObject({ byBrand: true, threadExternalId: comment, postExternalId: post, text: reply.text });
  });

  it("makes one reply of two attempts with one key, and finds it", async () => {
    const mention = await stage.world.followerMentions("hello out there");
    const reply = stage.replyTo(mention, mention, null, "Hello to you", "key-twice");
    expect(valueIn(await stage.world.connector.findSent(stage.access, reply))).toBeNull();
    const once = valueIn(await stage.world.connector.send(stage.access, reply));
    const twice = valueIn(await stage.world.connector.send(stage.access, reply));
    expect(twice.externalId).toBe(once.externalId);
    expect(valueIn(await stage.world.connector.findSent(stage.access, reply))?.externalId).toBe(once.externalId);
    expect(await stage.world.brandRepliesUnder(mention)).toHaveLength(1);
  });

  it("takes a reply back, so that the next sync tells its deletion", async () => {
    const mention = await stage.world.followerMentions("is anybody there?");
    const reply = stage.replyTo(mention, mention, null, "Nobody", "key-remove");
    const sent = valueIn(await stage.world.connector.send(stage.access, reply));
    await stage.sync();
    expect(valueIn(await stage.world.connector.remove(stage.access, sent.externalId))).toBeNull();
    expect(await stage.world.brandRepliesUnder(mention)).toEqual([]);
    expect(await stage.sync()).toContainEqual(
      expect.objectContaining({ type: "deletion", externalId: sent.externalId }),
    );
    expect(valueIn(await stage.world.connector.findSent(stage.access, reply))).toBeNull();
  });

  it("refuses what the network would refuse, in words", async () => {
    const mention = await stage.world.followerMentions("tell me a long story");
    const limit = stage.world.connector.replyLimit(stage.access);
    const long = stage.replyTo(mention, mention, null, "a".repeat(limit + 1), "key-long");
    expect(await stage.world.connector.send(stage.access, long)).toMatchObject({ kind: "refused" });
    await stage.world.followerDeletes(mention);
    const late = stage.replyTo(mention, mention, null, "Once upon a time", "key-late");
    expect(await stage.world.connector.send(stage.access, late)).toMatchObject({ kind: "refused" });
    expect(await stage.world.connector.remove(stage.access, mention)).toMatchObject({ kind: "refused" });
  });
}

function losingTheKey(stage: Stage): void {
  it("asks for a reconnect when the password no longer works, and writes nothing", async () => {
    const { connector } = stage.world;
    const mention = await stage.world.followerMentions("one last thing");
    const first = stage.replyTo(mention, mention, null, "Just in time", "key-before");
    const sent = valueIn(await connector.send(stage.access, first));
    const access = await stage.world.withdrawn(stage.access);
    const reply = stage.replyTo(mention, mention, null, "Too late", "key-withdrawn");
    expect(await connector.sync(access, stage.cursor)).toMatchObject({ kind: "reconnect" });
    expect(await connector.send(access, reply)).toMatchObject({ kind: "reconnect" });
    expect(await connector.remove(access, sent.externalId)).toMatchObject({ kind: "reconnect" });
    expect(await stage.world.brandRepliesUnder(mention)).toEqual([{ id: sent.externalId, text: "Just in time" }]);
  });
}
