import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startKonak } from "./konak.ts";
import { type Account, startNetwork } from "./network.ts";
import { personAt, repliesUnder } from "./people.ts";

type Stage = Awaited<ReturnType<typeof open>>;
const patience = { timeout: 20_000, interval: 250 };

async function open() {
  const network = await startNetwork();
  const lumi = await network.account("lumi");
  const brandAgent = await network.signedIn(lumi);
  const followerAgent = await network.signedIn(await network.account("aino"));
  await network.settle();
  const konak = await startKonak().catch(async (error) => {
    await network.stop();
    throw error;
  });
  const appPassword = async (name: string) =>
    (await brandAgent.com.atproto.server.createAppPassword({ name })).data.password;
  const stop = async () => {
    await konak.stop();
    await network.stop();
  };
  const brand = personAt(brandAgent, network);
  const follower = personAt(followerAgent, network);
  return { network, konak, lumi, brandAgent, followerAgent, brand, follower, appPassword, stop };
}

async function setUp({ konak }: Stage): Promise<string> {
  await konak.api.team.useLink.mutate({
    token: konak.token,
    name: "Ella Owner",
    email: "ella@lumi.test",
    workspaceName: "Lumi",
    brandName: "Lumi Kettle",
    timeZone: "Europe/Helsinki",
    password: "a-long-enough-password",
  });
  const me = await konak.api.team.me.query();
  return me!.brands[0]!.id;
}

const account = (network: { url: string }, lumi: Account) => ({ service: network.url, handle: lumi.handle });

describe("a full round over Bluesky's own servers", () => {
  let stage: Stage;
  let brandId: string;
  let comment: string;
  let thanks: string;
  let threadId: string;

  beforeAll(async () => {
    stage = await open();
    brandId = await setUp(stage);
  }, 120_000);
  afterAll(() => stage?.stop(), 60_000);

  const thread = () => stage.konak.api.inbox.thread.query({ id: threadId });
  const channel = async () => (await stage.konak.api.channels.list.query({}))[0]!;
  const send = async (text: string, idempotencyKey: string) => {
    const { version } = await thread();
    return stage.konak.api.replies.send.mutate({
      threadId,
      text,
      templateId: null,
      lang: "en",
      seenVersion: version,
      overrideReason: null,
      thenDone: false,
      idempotencyKey,
    });
  };
  const onNetwork = async (uri: string) => {
    await stage.network.settle();
    return (await repliesUnder(stage.followerAgent, uri, stage.lumi.did)).map((reply) => reply.text);
  };

  it("does not connect with a wrong password", async () => {
    const fields = { ...account(stage.network, stage.lumi), appPassword: "aaaa-bbbb-cccc-dddd" };
    const wrong = { brandId, network: "bluesky" as const, fields };
    await expect(stage.konak.api.channels.connect.mutate(wrong)).rejects.toThrow(/password/i);
    expect(await stage.konak.api.channels.list.query({})).toEqual([]);
  });

  it("brings a follower's comment into the inbox", async () => {
    const appPassword = await stage.appPassword("konak");
    const post = await stage.brand.write("The new kettle is here");
    const fields = { ...account(stage.network, stage.lumi), appPassword };
    await stage.konak.api.channels.connect.mutate({ brandId, network: "bluesky", fields });
    comment = await stage.follower.reply(post, "Does it come in red?");
    await vi.waitFor(async () => {
      const { items } = await stage.konak.api.inbox.list.query({});
      expect(items).toMatchObject([{ kind: "comment", network: "bluesky", preview: "Does it come in red?" }]);
      threadId = items[0]!.id;
    }, patience);
    expect((await thread()).post).toMatchObject({ text: "The new kettle is here" });
  });

  it("puts the answer sent from Konak under the comment, once", async () => {
    await send("It does, and in green as well.", "round-answer-1");
    await vi.waitFor(
      async () => expect(await onNetwork(comment)).toEqual(["It does, and in green as well."]),
      patience,
    );
    thanks = await stage.follower.reply(comment, "Green it is, thank you");
    await vi.waitFor(async () => expect((await thread()).messageCount).toBe(3), patience);
    const said = (await thread()).entries.flatMap((entry) => (entry.type === "message" ? [entry.text] : []));
    expect(said).toEqual(["Does it come in red?", "It does, and in green as well.", "Green it is, thank you"]);
  });

  it("asks for a reconnect when the key no longer works, and loses nothing that was written", async () => {
    await stage.brandAgent.com.atproto.server.revokeAppPassword({ name: "konak" });
    await stage.network.takedown(stage.lumi, true);
    await vi.waitFor(async () => expect((await channel()).health).toBe("reconnect"), patience);
    expect(await thread()).toMatchObject({ channelHealth: "reconnect" });
    await send("It ships on Monday.", "round-answer-2");
    await vi.waitFor(async () => {
      const waiting = (await thread()).entries.find((entry) => entry.type === "reply");
      expect(waiting).toMatchObject({ reply: { text: "It ships on Monday.", status: "waiting" } });
    }, patience);
    await stage.network.takedown(stage.lumi, false);
    const { id } = await channel();
    const wrong = stage.konak.api.channels.reconnect.mutate({
      channelId: id,
      fields: { appPassword: "aaaa-bbbb-cccc-dddd" },
    });
    await expect(wrong).rejects.toThrow(/password/i);
    expect(await onNetwork(thanks)).toEqual([]);

    await stage.network.settle();
    await stage.konak.api.channels.reconnect.mutate({
      channelId: id,
      fields: { appPassword: await stage.appPassword("konak-2") },
    });
    expect((await channel()).health).toBe("ok");
    await vi.waitFor(async () => expect(await onNetwork(thanks)).toEqual(["It ships on Monday."]), patience);
  });

  it("shows that a comment was deleted over there", async () => {
    await stage.follower.remove(comment);
    await vi.waitFor(async () => {
      const gone = (await thread()).entries.filter((entry) => entry.type === "message" && entry.deletedAt !== null);
      expect(gone).toMatchObject([{ author: "member", authorHandle: "aino.test", depth: 0 }]);
    }, patience);
  });
});
