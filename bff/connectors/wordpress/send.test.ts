import { Hono } from "hono";
import { expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { createWordpress } from "./connector.ts";

/** Comments of a blog, of which one is deleted for good: what hung below it hangs above then. */
const build = () => {
  const content = { rendered: "<p>It is on its way.</p>" };
  const rest = { post: 3, date_gmt: "2026-11-18T09:00:00", content, link: "https://blog.example/?p=3#comment" };
  const comments = [
    { ...rest, id: 7, parent: 0, author: 0 },
    { ...rest, id: 8, parent: 7, author: 2 },
  ];
  const app = new Hono();
  app.get("/wp-json/wp/v2/comments", (c) =>
    c.json(comments.filter((one) => one.parent === Number(c.req.query("parent")))),
  );
  app.get("/wp-json/wp/v2/comments/:id", (c) => {
    const found = comments.find(({ id }) => id === Number(c.req.param("id")));
    return found ? c.json(found) : c.json({ code: "rest_comment_invalid_id", message: "Invalid comment ID." }, 404);
  });
  const removeFirst = () => {
    comments.shift();
    for (const one of comments) one.parent = 0;
  };
  return { app, state: { removeFirst } };
};

it("does not say that an answer is absent once the comment it answers is gone, for that one may still stand", async () => {
  const network = await startStandIn(build);
  const allow = { allowAddresses: ["127.0.0.1"] };
  const blog = createWordpress({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock });
  const access = {
    channelId: "channel-1",
    externalId: "2",
    handle: "lumi",
    credentials: { api: `${network.url}/wp-json/`, user: "lumi", password: "right" },
    settings: { userId: 2, moderates: true },
  };
  const text = "It is on its way.";
  const about = { parentExternalId: "7", threadExternalId: "7", postExternalId: "3" };
  const reply = { idempotencyKey: "key", text, lang: "en", ...about };
  expect(valueIn(await blog.findSent(access, reply))?.externalId).toBe("8");
  expect(valueIn(await blog.findSent(access, { ...reply, text: "Never sent" }))).toBeNull();
  network.state.removeFirst();
  expect(await blog.findSent(access, reply)).toMatchObject({ kind: "unknown" });
  await network.stop();
});
