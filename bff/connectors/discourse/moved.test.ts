import { afterAll, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { createDiscourse } from "./connector.ts";
import { networks, startDiscourse } from "./test/forum.ts";

afterAll(() => Promise.all(networks.map((one) => one.stop())));

/** A forum with a post that was read, and what is known of its channel. */
async function read() {
  const { network, connector, connected, input } = await startDiscourse();
  network.state.open(network.state.hannah, "A question", "@lumi Is the lid safe?");
  const access = await connected();
  const { cursor } = valueIn(await connector.sync(access, null));
  return { network, connector, input, before: { access, cursor, name: "Forum" } };
}

it("knows a forum again at another address by its user and its posts", async () => {
  const { network, input, before } = await read();
  const allow = { allowAddresses: ["127.0.0.1", "localhost"] };
  const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock };
  const connector = createDiscourse(parts);
  const site = network.url.replace("127.0.0.1", "localhost");
  const account = valueIn(await connector.connect({ ...input, site }));
  expect(account.externalId).toBe(`${site}/u/lumi`);
  expect(valueIn(await connector.move!.judge(before, account))).toEqual(account);
});

it("takes another forum, and another user of the same one, for what they are", async () => {
  const { connector, before } = await read();
  const other = await startDiscourse();
  other.network.state.open(other.network.state.hannah, "Another question", "@lumi Where is the manual?");
  other.network.state.open(other.network.state.hannah, "And one more", "@lumi Is it?");
  const account = valueIn(await other.connector.connect(other.input));
  const posts = JSON.parse(before.cursor) as { known: [number, { t: number }][] };
  for (const [, known] of posts.known) known.t += 1;
  const elsewhere = { ...before, cursor: JSON.stringify(posts) };
  expect(await connector.move!.judge(elsewhere, account)).toMatchObject({
    kind: "refused",
    reason: "The forum at this address does not have the posts of Forum. Connect it as a channel of its own.",
  });
  const credentials = { ...(before.access.credentials as object), user: "selin" };
  const asSelin = { ...before, access: { ...before.access, credentials } };
  expect(await connector.move!.judge(asSelin, account)).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(/speaks as selin, and this key as lumi/),
  });
});
