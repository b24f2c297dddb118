import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChannelAccess } from "../../bff/connectors/connector.ts";
import { valueIn } from "../../bff/connectors/contract-world.ts";
import { createFeed } from "../../bff/connectors/feed/connector.ts";
import { systemClock } from "../../bff/platform/clock.ts";
import { fetchSafely, streamSafely } from "../../bff/platform/fetch-safely.ts";
import { peopleOf } from "./people.ts";
import { type Blog, startBlog } from "./server.ts";

let blog: Blog;
beforeAll(async () => {
  blog = await startBlog();
});
afterAll(() => blog.stop());

const allow = { allowAddresses: ["127.0.0.1"] };
const feed = createFeed({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: systemClock });

it.each(["/feed/", "/feed/atom/", "/feed/rdf/", "/comments/feed/"])(
  "reads %s of a real blog, and afterwards only what is new",
  async (path) => {
    const people = peopleOf(blog);
    const write = (text: string) => (path.startsWith("/comments") ? people.comment("1", text) : people.post(text));
    write("The lid of my Lumi Kettle & I");
    const account = valueIn(await feed.connect({ url: `${blog.url}${path}`, words: "Lumi Kettle" }));
    const access: ChannelAccess = { channelId: "c", ...account, settings: account.settings ?? {} };
    const first = valueIn(await feed.sync(access, null));
    expect(first.items.some((item) => item.type === "message" && item.text.includes("Lumi Kettle & I"))).toBe(true);
    expect(valueIn(await feed.sync(access, first.cursor)).items).toEqual([]);
    write("About something else");
    write("Lumi Kettle again");
    const second = valueIn(await feed.sync(access, first.cursor));
    expect(second.items).toMatchObject([{ type: "message", text: expect.stringContaining("again") }]);
  },
);
