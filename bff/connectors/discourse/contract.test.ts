import { afterAll, expect, it } from "vitest";
import type { SyncPage } from "#bff/connectors/connector.ts";
import { connectorContract } from "#bff/connectors/contract.ts";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import { discourseCapabilities } from "./about.ts";
import { networks, startDiscourse } from "./test/forum.ts";

const day = 86_400_000;

connectorContract("Discourse", discourseCapabilities, async () => {
  const { network, connector, input } = await startDiscourse();
  const { state } = network;
  const { brand, hannah } = state;
  return {
    connector,
    input,
    wrongInput: { ...input, key: "wrong-key-of-lumi" },
    brandPosts: async (text) => String(state.open(brand, text, `${text}, all of it`).id),
    brandDeletes: async (id) => state.remove(id),
    followerReplies: async (parent, text) => String(state.answer(hannah, parent, text).id),
    followerMentions: async (text) => String(state.open(hannah, "A question", `@lumi ${text}`).id),
    followerEdits: async (id, text) => state.edit(id, text),
    followerDeletes: async (id) => state.remove(id),
    hides: async (id, hidden) => void Object.assign(state.find(id)!, { hidden }),
    followerWroteBefore: async (days, text) => {
      const at = new Date(network.clock.now().getTime() - days * day).toISOString();
      return String(state.open(hannah, "Long ago", `@lumi ${text}`, { at }).id);
    },
    brandReplies: async (parent, text) => String(state.answer(brand, parent, text).id),
    brandRepliesUnder: async (id) => {
      const under = state.find(id)!;
      return state
        .topicOf(under)
        .posts.filter((one) => one.by === brand && one.answers === under.number && !one.deleted)
        .map((one) => ({ id: String(one.id), text: one.raw }));
    },
    async wasDone(action, id) {
      const said = state.find(id)!;
      if (action === "like") return said.likedBy.includes("lumi");
      if (action === "unlike") return said.likedBy.length === 0;
      if (action === "report") return said.flagged.includes("lumi");
      if (action === "removeTheirs") return said.deleted !== null;
      return said.raw === "In other words";
    },
    async pushed() {
      const requests = state.deliveries
        .splice(0)
        .map(({ headers, body }) => ({ method: "POST" as const, headers, query: {}, body: Buffer.from(body) }));
      return { requests, keys: { secret: state.hookSecret, app: null } };
    },
    async withdrawn(access) {
      for (const key of state.keys) key.withdrawn = true;
      return access;
    },
    async narrowed(access) {
      state.keys.push({ key: "read-only-key", user: "lumi", readOnly: true, withdrawn: false });
      return { ...access, credentials: { ...(access.credentials as object), key: "read-only-key" } };
    },
    faults: network.faults,
    sendPath: "POST",
    stop: network.stop,
  };
});

afterAll(() => {
  // Only what works is described, numbers are called text, and a like, its taking back and a flag's words are left out.
  const known =
    /answers (403|404|422),|reply_to_post_number must be string,null|reviewable_id must be string,null|actions_summary\/\d+ must NOT have additional|post_actions\.json asked: data must NOT have additional|DELETE \/post_actions\/\d+\.json: not in/;
  const said = networks.flatMap(({ state }) => state.spec?.problems ?? []);
  const problems = said.flatMap((one) => {
    const [what = "", ...rest] = one.split(/: (?=data)/);
    return rest.length === 0
      ? [one]
      : rest
          .join(": ")
          .split(", data")
          .map((part) => `${what}: ${part}`);
  });
  expect([...new Set(problems)].filter((one) => !known.test(one))).toEqual([]);
});

it("reads every topic of a category or tag, and elsewhere only what calls the brand or answers it", async () => {
  const { network, connector, connected } = await startDiscourse({
    categories: "support",
    tags: "Kettle",
    words: "Lumi Kettle",
  });
  const { state } = network;
  const { hannah } = state;
  const asked = state.open(hannah, "It whistles", "All night long", { category: 5 });
  const more = state.answer(hannah, asked.id, "And in the morning");
  const tagged = state.open(hannah, "Tea at last", "At 80 degrees", { tags: ["kettle"] });
  const other = state.open(hannah, "Toasters", "Which one?");
  const named = state.answer(hannah, other.id, "Like the lumi kettle, but flat");
  const under = state.answer(hannah, named.id, "I have that");
  state.answer(hannah, other.id, "Mine is no Lumi Kettles fan");
  const { items } = valueIn(await connector.sync(await connected(), null));
  expect(items.map((item) => "externalId" in item && Number(item.externalId))).toEqual(
    [asked, more, tagged, named, under].map(({ id }) => id),
  );
  expect(messageIn(items, String(asked.id))).toMatchObject({ kind: "comment", text: "It whistles\n\nAll night long" });
  expect(messageIn(items, String(more.id))).toMatchObject({ threadExternalId: String(asked.id) });
  expect(messageIn(items, String(under.id))).toMatchObject({ kind: "mention", threadExternalId: String(named.id) });
  await network.stop();
});

it("says which category the forum does not have", async () => {
  const { network, connector, input } = await startDiscourse({ categories: "Recipes" });
  expect(await connector.connect(input)).toMatchObject({ kind: "refused", reason: /"Recipes"/ });
  await network.stop();
}, 10_000);

it("reads a month of many posts in windows of ids, each post once, and what appears late", async () => {
  const { network, connector, connected } = await startDiscourse();
  const { state } = network;
  const old = new Date(network.clock.now().getTime() - 60 * day).toISOString();
  for (let n = 0; n < 120; n++) state.open(state.hannah, "Old", "@lumi old", { at: old });
  const first = state.open(state.brand, "News", "A whole lot of it");
  for (let n = 0; n < 430; n++) state.answer(state.hannah, first.id, `number ${n}`);
  const late = state.find(first.id + 400)!;
  late.deleted = "not visible yet";
  const access = await connected();
  const told: string[] = [];
  let cursor: string | null = null;
  for (let more = true; more; ) {
    const page = valueIn(await connector.sync(access, cursor));
    told.push(...page.items.flatMap((item) => (item.type === "message" ? item.externalId : [])));
    ({ cursor, more } = page as { cursor: string; more: boolean });
  }
  expect(told).toHaveLength(429);
  expect(new Set(told).size).toBe(429);
  late.deleted = null;
  const next = valueIn(await connector.sync(access, cursor));
  expect(messageIn(next.items, String(late.id))).toBeDefined();
  await network.stop();
});

it("waits as long as the forum says, and takes a refusal of one topic for no dead key", async () => {
  const { network, connector, connected } = await startDiscourse();
  const access = await connected();
  network.faults.next(429, 1);
  const outcome = await connector.sync(access, null);
  expect(outcome).toMatchObject({ kind: "wait", spent: { requests: 1 } });
  const seconds = outcome.kind === "wait" ? (Date.parse(outcome.until) - network.clock.now().getTime()) / 1000 : 0;
  expect(Math.round(seconds)).toBe(3);
  const mention = network.state.open(network.state.hannah, "Soon gone", "@lumi hello");
  network.faults.next(403, 1, `/t/${mention.topic}`);
  expect(valueIn(await connector.sync(access, null)).items).toEqual([]);
  await network.stop();
});

it("hands over what it read of a busy forum in pages, each post once", async () => {
  const { network, connector, connected } = await startDiscourse();
  const { state } = network;
  const said = Array.from({ length: 90 }, (_, n) =>
    String(state.open(state.hannah, `Question ${n}`, "@lumi hello").id),
  );
  const access = await connected();
  const told: string[] = [];
  let cursor: string | null = null;
  let pages = 0;
  for (let more = true; more; pages++) {
    const before = network.requests.length;
    const page: SyncPage = valueIn(await connector.sync(access, cursor));
    expect(network.requests.length - before, "what a fault costs at the most").toBeLessThan(24);
    told.push(...page.items.flatMap((item) => (item.type === "message" ? [item.externalId] : [])));
    ({ cursor, more } = page);
  }
  expect(pages).toBeGreaterThan(1);
  expect(told).toEqual(said);
  await network.stop();
});

it("keeps a post it cannot read, once, and one whose author was deleted without a name", async () => {
  const { network, connector, connected } = await startDiscourse();
  const { state } = network;
  const odd = state.open(state.hannah, "Odd", "@lumi odd");
  Object.assign(odd, { at: 7 });
  const ghost = state.open({ id: 0, username: "", name: "" }, "Gone", "@lumi who am I");
  const access = await connected();
  const first = valueIn(await connector.sync(access, null));
  expect(first.items).toContainEqual(expect.objectContaining({ type: "unreadable", externalId: String(odd.id) }));
  expect(messageIn(first.items, String(ghost.id))?.author).toMatchObject({ externalId: "", handle: "" });
  expect(valueIn(await connector.sync(access, first.cursor)).items).toEqual([]);
  state.spec?.problems.splice(0);
  await network.stop();
});
