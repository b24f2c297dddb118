import { Hono } from "hono";
import { expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { createWordpress } from "./connector.ts";

type Said = { id: number; content: string; status: string; date_gmt: string };

/** Comments of a blog as it lists them to who may moderate: a hundred a page at the most, named ones or those after a time. */
const build = () => {
  const said: Said[] = [];
  const shown = ({ id, content, status, date_gmt }: Said) => {
    const rest = { post: 3, parent: 0, author: 0, author_name: "Hannah", link: `https://blog.example/?p=3#${id}` };
    return { ...rest, id, status, date_gmt, content: { rendered: `<p>${content}</p>`, raw: content } };
  };
  const app = new Hono();
  app.get("/wp-json/wp/v2/posts", (c) => c.json([]));
  app.get("/wp-json/wp/v2/comments", (c) => {
    const { include, after, per_page: size = "10", orderby, page = "1" } = c.req.query();
    if (Number(size) > 100) return c.json({ code: "rest_invalid_param", message: "per_page" }, 400);
    const ids = include?.split(",").map(Number);
    const listed = said
      .filter(({ status }) => status !== "trash")
      .filter((one) => !ids || ids.includes(one.id))
      .filter((one) => !after || `${one.date_gmt}Z` > after)
      .sort((a, b) => (orderby === "date_gmt" ? a.date_gmt.localeCompare(b.date_gmt) : 0));
    const from = (Number(page) - 1) * Number(size);
    return c.json(listed.slice(from, from + Number(size)).map(shown));
  });
  app.get("/wp-json/wp/v2/comments/:id", (c) => {
    const found = said.find(({ id }) => id === Number(c.req.param("id")));
    return found ? c.json(shown(found)) : c.json({ code: "rest_comment_invalid_id", message: "Invalid." }, 404);
  });
  return { app, state: { said } };
};

it("notices an edit, a deletion and a comment that was held among all it remembers, the older in their turn", async () => {
  const network = await startStandIn(build);
  const { said } = network.state;
  const begin = network.clock.now().getTime() - 86_400_000;
  for (let n = 1; n <= 450; n++) {
    const at = new Date(begin + n * 60_000).toISOString().slice(0, 19);
    said.push({ id: n, content: `number ${n}`, status: "approved", date_gmt: at });
  }
  const allow = { allowAddresses: ["127.0.0.1"] };
  const blog = createWordpress({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock });
  const access = {
    channelId: "channel-1",
    externalId: "2",
    handle: "lumi",
    credentials: { api: `${network.url}/wp-json/`, user: "lumi", password: "right" },
    settings: { userId: 2, moderates: true },
  };
  let cursor: string | null = null;
  const read = async (): Promise<IncomingItem[]> => {
    const page = valueIn(await blog.sync(access, cursor));
    cursor = page.cursor;
    return page.more ? [...page.items, ...(await read())] : page.items;
  };
  expect((await read()).filter((one) => one.type === "message")).toHaveLength(450);
  said[0]!.content = "in other words";
  said[120]!.status = "hold";
  said.splice(300, 1);
  said.at(-1)!.content = "in other words too";
  const before = network.requests.length;
  const told = await read();
  expect(told).toContainEqual(
    expect.objectContaining({ type: "message", externalId: "450", text: "in other words too" }),
  );
  for (let n = 0; n < 4; n++) told.push(...(await read()));
  expect(network.requests.length - before).toBeLessThanOrEqual(5 * 4 + 1);
  const changes = told.map((one) => `${one.type} ${"externalId" in one ? one.externalId : ""}`).sort();
  expect(changes).toEqual(["deletion 301", "message 1", "message 450", "visibility 121"]);
  await network.stop();
});
