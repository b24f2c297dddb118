import { Hono } from "hono";
import { afterEach, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";
import { createWordpress } from "./connector.ts";

/** As much of a blog as signing in and listing need; its numbers begin at 1, as those of every blog. */
const build = (words: string, user: number) => () => {
  const app = new Hono();
  const content = { rendered: `<p>${words}</p>`, raw: words };
  const dates = { date_gmt: "2026-11-18T09:00:00", modified_gmt: "2026-11-18T09:00:00" };
  const comment = { id: 2, post: 1, parent: 0, author: 0, author_name: "Hannah", content, status: "approved" };
  const here = (address: string) => new URL(address).origin;
  app.get("/", (c) => c.html("<title>Blog</title>"));
  app.get("/wp-json/", (c) => c.json({ name: "Kettle blog", home: here(c.req.url) }));
  app.get("/wp-json/wp/v2/users/me", (c) => {
    const right = c.req.header("authorization") === `Basic ${Buffer.from("lumi:right").toString("base64")}`;
    if (!right) return c.json({ code: "incorrect_password", message: "Wrong password." }, 401);
    return c.json({ id: user, name: "Lumi", capabilities: { moderate_comments: true } });
  });
  app.get("/wp-json/wp/v2/comments", (c) =>
    c.json([{ ...comment, ...dates, link: `${here(c.req.url)}/?p=1#comment-2` }]),
  );
  app.get("/wp-json/wp/v2/comments/:id", (c) => c.json({ ...comment, ...dates, link: `${here(c.req.url)}/?p=1` }));
  app.get("/wp-json/wp/v2/posts", (c) =>
    c.json([
      {
        id: 1,
        ...dates,
        modified_gmt: `2026-11-18T09:00:0${words.length % 10}`,
        link: here(c.req.url),
        title: { rendered: words },
      },
    ]),
  );
  return { app, state: {} };
};

let networks: StandIn<unknown>[] = [];
afterEach(async () => {
  for (const one of networks) await one.stop();
  networks = [];
});

async function started(words: string, user = 1) {
  const network = await startStandIn(build(words, user));
  networks.push(network);
  return network;
}

const allow = { allowAddresses: ["127.0.0.1"] };
const clock = { now: () => new Date("2026-11-20T10:00:00Z"), iso: () => "2026-11-20T10:00:00.000Z" };
const blog = createWordpress({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock });
const accountAt = async (network: StandIn<unknown>) =>
  valueIn(await blog.connect({ site: network.url, user: "lumi", password: "right" }));

it("is known again at another address by its user and what is written there, and no other blog is", async () => {
  const account = await accountAt(await started("How loud is it?"));
  const access = { channelId: "c", ...account, settings: account.settings ?? {} };
  const { cursor } = valueIn(await blog.sync(access, null));
  const before = { access, cursor, name: "Kettle blog" };
  const moved = await accountAt(await started("How loud is it?"));
  expect(moved.externalId).not.toBe(account.externalId);
  expect(valueIn(await blog.move!.judge(before, moved))).toEqual(moved);
  expect(await blog.move!.judge(before, await accountAt(await started("Something else")))).toMatchObject({
    kind: "refused",
    reason: "The blog at this address has none of the comments of Kettle blog. Connect it as a channel of its own.",
  });
  expect(await blog.move!.judge(before, await accountAt(await started("How loud is it?", 7)))).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(/knows lumi as another user/),
  });
});
