import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChannelAccess } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { buildBlog } from "#fixtures/wire/feed/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { createFeed } from "./connector.ts";
import { newsOf } from "./entries.ts";
import { feedNamedBy, readFeed } from "./read-feed.ts";

const day = 86_400_000;

describe("a blog's feed", () => {
  let network: Awaited<ReturnType<typeof startStandIn<ReturnType<typeof buildBlog>["state"]>>>;
  const allow = { allowAddresses: ["127.0.0.1"] };
  const feed = () => createFeed({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock });
  const connected = async (path: string, words = ""): Promise<ChannelAccess> => {
    const account = valueIn(await feed().connect({ url: `${network.url}${path}`, words }));
    return { channelId: "c", ...account, settings: account.settings ?? {} };
  };
  beforeAll(async () => {
    network = await startStandIn(buildBlog);
  });
  afterAll(() => network.stop());

  it.each(["/feed", "/atom", "/feed.json", "/"])("is read in the form of %s", async (path) => {
    const id = network.state.write(`The Lumi Kettle & its lid <i>again</i>, for ${path}`);
    const access = await connected(path);
    const { items } = valueIn(await feed().sync(access, null));
    const told = items.find((item) => item.type === "message" && item.externalId === id);
    expect(told).toMatchObject({ kind: "mention", author: { displayName: "Reetta" }, url: id, editedAt: null });
    expect(told && "text" in told && told.text).toContain(`The Lumi Kettle & its lid again, for ${path}`);
  });

  it("is asked only for what changed", async () => {
    const access = await connected("/feed");
    const { cursor } = valueIn(await feed().sync(access, null));
    expect(valueIn(await feed().sync(access, cursor)).items).toEqual([]);
    expect(network.requests.at(-1)?.status).toBe(304);
  });

  it("brings only entries with the brand's words, whatever their capitals and accents", async () => {
    network.state.write("Nothing of interest today");
    const id = network.state.write("lumı kettle iyi mi?");
    const { items } = valueIn(await feed().sync(await connected("/feed", "LUMI KETTLE"), null));
    const ids = items.flatMap((item) => (item.type === "message" ? item.externalId : []));
    expect(ids).toContain(id);
    expect(items.every((item) => item.type !== "message" || !item.text.includes("Nothing of interest"))).toBe(true);
  });

  it("leaves out what is older than a month at first, and never brings it as new later", async () => {
    const old = network.state.write("Ages ago", new Date(Date.now() - 90 * day).toISOString());
    const access = await connected("/feed");
    const first = valueIn(await feed().sync(access, null));
    network.state.write("Today");
    const second = valueIn(await feed().sync(access, first.cursor));
    for (const { items } of [first, second])
      expect(items.some((item) => item.type === "message" && item.externalId === old)).toBe(false);
  });

  it("waits while the blog answers with an error page, and keeps its place", async () => {
    const access = await connected("/feed");
    const { cursor } = valueIn(await feed().sync(access, null));
    network.state.broken = true;
    expect(await feed().sync(access, cursor)).toMatchObject({ kind: "wait", reason: expect.stringMatching(/no feed/) });
    network.state.broken = false;
    expect(valueIn(await feed().sync(access, cursor)).items).toEqual([]);
  });
});

describe("entries of a feed", () => {
  const past = { seen: {}, was: {}, former: [], moved: false };
  const reading = { url: "https://blog.example/feed", words: [], ...past, now: new Date("2026-11-22T10:00:00Z") };
  const entry = { url: null, title: "T", text: "x", author: null, publishedAt: null, updatedAt: null, lang: null };
  const feed = { title: "Blog", home: null, hub: null, self: null };

  it("come once when the feed repeats them, without an author as the feed's own, without an id by what they say", () => {
    const { items, seen } = newsOf(
      {
        ...feed,
        entries: [
          { ...entry, id: null },
          { ...entry, id: null },
        ],
      },
      reading,
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      type: "message",
      author: { displayName: "Blog" },
      sentAt: "2026-11-22T10:00:00.000Z",
    });
    expect(newsOf({ ...feed, entries: [{ ...entry, id: null }] }, { ...reading, seen }).items).toEqual([]);
  });

  it("that are empty are set aside, once", () => {
    const empty = { ...feed, entries: [{ ...entry, id: null, title: "", text: "" }] };
    const { items, seen } = newsOf(empty, reading);
    expect(items).toMatchObject([{ type: "unreadable" }]);
    expect(newsOf(empty, { ...reading, seen }).items).toEqual([]);
  });

  it("that left the feed and come back are not news", () => {
    const one = { ...feed, entries: [{ ...entry, id: "1" }] };
    const first = newsOf(one, reading);
    const without = newsOf({ ...feed, entries: [{ ...entry, id: "2" }] }, { ...reading, seen: first.seen });
    expect(newsOf(one, { ...reading, seen: without.seen }).items).toEqual([]);
  });

  it("that got other numbers on a move are known by what they say", () => {
    const at = (host: string, number: number, title: string) => ({
      ...entry,
      id: `https://${host}/?p=${number}`,
      title,
    });
    const old = { ...feed, entries: [at("old.example", 1, "Tea"), at("old.example", 2, "Milk")] };
    const { seen } = newsOf(old, reading);
    const now = {
      ...reading,
      seen,
      url: "https://new.example/feed",
      former: ["https://old.example/feed"],
      moved: true,
    };
    const renumbered = { ...feed, entries: [at("new.example", 1, "Milk"), at("new.example", 2, "Lemon")] };
    const { items, was } = newsOf(renumbered, now);
    expect(was["https://new.example/?p=1"]).toBe("https://old.example/?p=2");
    expect(items.flatMap((item) => (item.type === "message" ? item.text : []))).toEqual(["Lemon\n\nx"]);
  });

  it("keep what is known bounded", () => {
    const entries = Array.from({ length: 300 }, (_, n) => ({ ...entry, id: `e${n}` }));
    let seen: Record<string, string> = {};
    for (let round = 0; round < 10; round++)
      ({ seen } = newsOf(
        { ...feed, entries: entries.map((one) => ({ ...one, id: `${round}-${one.id}` })) },
        { ...reading, seen },
      ));
    expect(Object.keys(seen)).toHaveLength(2000);
  });
});

describe("reading a feed", () => {
  it("reads RDF of the old days", () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://r"><title>R</title><link>https://r</link><description>d</description></channel><item rdf:about="https://r/1"><title>I</title><link>https://r/1</link><dc:date>2026-11-20T10:00:00Z</dc:date><dc:creator>Z</dc:creator></item></rdf:RDF>`;
    expect(readFeed(rdf)?.entries[0]).toMatchObject({
      id: "https://r/1",
      author: { name: "Z" },
      publishedAt: "2026-11-20T10:00:00.000Z",
    });
  });

  it("says no to what is no feed", () => {
    for (const text of ["", "{}", "<html></html>", '{"version":1}']) expect(readFeed(text)).toBeNull();
  });

  it("finds the feed that a page names, relative to the page", () => {
    const page = `<link rel=stylesheet href=x><link type="application/atom+xml" href="blog/atom?a=1&amp;b=2" rel="alternate">`;
    expect(feedNamedBy(page, "https://b.example/x/")).toBe("https://b.example/x/blog/atom?a=1&b=2");
    expect(feedNamedBy("<p>none</p>", "https://b.example")).toBeNull();
  });
});
