import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";
import { createFeed } from "./connector.ts";
import { momentOf } from "./times.ts";

const now = new Date("2026-11-22T20:00:00Z");
const allow = { allowAddresses: ["127.0.0.1"] };
const clock = { now: () => now, iso: () => now.toISOString() };
const connector = createFeed({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock });

/** Feeds as files, served with the content type that `as` asks for. */
const build = () => {
  const app = new Hono();
  app.get("/:folder/:file", (c) => {
    const { folder, file } = c.req.param();
    const bytes = readFileSync(new URL(`../../../fixtures/wire/feed/${folder}/${file}`, import.meta.url));
    return c.body(new Uint8Array(bytes), 200, { "content-type": c.req.query("as") ?? "application/xml" });
  });
  return { app, state: {} };
};
let network: StandIn<unknown>;
beforeAll(async () => {
  network = await startStandIn(build);
});
afterAll(() => network.stop());

async function told(file: string) {
  const account = valueIn(await connector.connect({ url: `${network.url}/${file}` }));
  const access = { channelId: "c", ...account, settings: account.settings ?? {} };
  const { items } = valueIn(await connector.sync(access, null));
  const messages = items.flatMap((item) => (item.type === "message" ? item : []));
  return { account, messages };
}

const blog = "https://blog.lumi.example";
const wiki = "https://wiki.lumi.example";
const code = "https://code.lumi.example";
const comment = `${blog}/kettles-lids-quiet-mornings/#comment-3`;
const commit = `${code}/?p=kettle.git;a=commitdiff;h=dac15a296faa81b63aec64824f94f87f0c5cc122`;
const switched = "Why we switched to Lumi\n\nBecause the lid holds.\n\n- One litre\n- Two litres";
const said = "Comment on Kettles, lids & “quiet” mornings by Zoë\n\nÇok güzel bir çaydanlık.";
const lid = "lid - why it holds\n\nThe lid & its seal\n\nThe Lumi Kettle lid holds; 5 < 7.\n\n- one\n- two";
const seal = "Seal — tighter\n\nSeal — tighter\n\n- [DH] seal";
const quiet = "Pannu, hyvä pannu\n\nÄänetön kuin yö: 52 dB, 100 °C, ½ l.";

/** File, how many entries, then of its newest: id, moment, who wrote it, where it is, its words. */
type Row = [file: string, entries: number, id: string, at: string, by: string, url: string | null, text: string];

const rows: Row[] = [
  ...["wordpress-rss", "wordpress-atom", "wordpress-rdf"].map((name): Row => {
    const at = `${blog}/why-we-switched-to-lumi/`;
    return [`recorded/${name}.xml`, 3, at, "2026-11-20T09:30:00.000Z", "Reetta Mäkelä", at, switched];
  }),
  ...["wordpress-comments", "wordpress-comments-atom"].map((name): Row => {
    return [`recorded/${name}.xml`, 2, comment, "2026-11-20T11:00:00.000Z", "Zoë", comment, said];
  }),
  ...["dokuwiki-rdf", "dokuwiki-rss", "dokuwiki-atom"].map((name): Row => {
    const at = `${wiki}/doku.php?id=lid`;
    return [`recorded/${name}.xml`, 2, at, "2026-11-22T19:42:47.000Z", "hannah", at, lid];
  }),
  ...["gitweb-rss", "gitweb-atom"].map((name): Row => {
    return [`recorded/${name}.xml`, 2, commit, "2026-11-21T07:30:00.000Z", "Hannah O'Neill", commit, seal];
  }),
  ...["text/html", "text/xml; charset=utf-8", "application/octet-stream"].map((type): Row => {
    const at = "https://lehti.example/1";
    return [`odd/latin-1.xml?as=${type}`, 1, at, "2026-11-20T08:00:00.000Z", "Käsityöläinen", at, quiet];
  }),
  [
    "odd/turkish-unnamed.xml?as=text/xml; charset=iso-8859-9",
    ...([1, "7", "2026-11-20T10:00:00.000Z", "Gazete", null, "Çaydanlık ışığı\n\nŞık ve güçlü."] as const),
  ],
  [
    "odd/bom.xml",
    ...([1, "https://mark.example/?p=1", "2026-11-20T10:00:00.000Z", "With a mark"] as const),
    ...(["https://mark.example/?p=1", "Žluťoučký kůň\n\nA permalink alone."] as const),
  ],
  ["odd/utf-16.xml", 1, "urn:wide:1", "2026-11-20T10:00:00.000Z", "Wide", null, "Łódź\n\nZażółć gęślą jaźń."],
  [
    "odd/twice-escaped.xml",
    ...([1, "qa-1", "2026-11-20T09:00:00.000Z", "Q&A about kettles", "https://qa.example/?a=1&b=2"] as const),
    'Lid & seal: "tight"?\n\nSalt & pepper, 5 < 7',
  ],
  [
    "odd/no-guid-relative.xml",
    ...([2, "2026/fair.html", "2026-11-20T10:00:00.000Z", "Village news"] as const),
    ...(["https://village.example/news/2026/fair.html", 'Fair & market: "kettles" for\n\nBring a lid.'] as const),
  ],
  [
    "odd/xml-base.xml",
    ...([1, "tag:notes.example,2026:1", "2026-11-20T10:00:00.123Z", "Pekka"] as const),
    ...(["https://notes.example/garden/autumn/tea", "Teetä & omenaa\n\nVesi kiehuu."] as const),
  ],
  [
    "odd/same-twice.xml",
    ...([1, "https://echo.example/1", "2026-11-20T09:00:00.000Z", "Ada", "https://echo.example/1", "Once"] as const),
  ],
  [
    "odd/json-feed.json?as=text/plain",
    ...([2, "https://diary.example/2", "2026-11-20T09:00:00.000Z", "Łucja", "https://diary.example/2"] as const),
    "No title, 5 < 7 & done.",
  ],
  [
    "odd/json-feed-1.json",
    ...([1, "a", "2026-11-20T10:00:00.000Z", "Ann", "https://old.example/a", "Only a summary."] as const),
  ],
];

it.each(rows)("%s is read in its own words", async (file, entries, id, at, by, url, text) => {
  const { messages } = await told(file);
  const { externalId, sentAt, author, ...newest } = messages.at(-1)!;
  expect([messages.length, externalId, sentAt, author.displayName, newest.url, newest.text]).toEqual([
    entries,
    id,
    at,
    by,
    url,
    text,
  ]);
});

it("names a feed by its title and its home, and an entry's language where the feed says it", async () => {
  const of = async (file: string) => {
    const { account, messages } = await told(file);
    return [account.name, account.url, messages.at(-1)?.lang];
  };
  expect(await of("recorded/wordpress-rss.xml")).toEqual(["Lumi Kettle Blog", `${blog}/`, "en"]);
  expect(await of("recorded/gitweb-rss.xml")).toEqual([
    "Kettle code - kettle.git/rss log",
    `${code}/?p=kettle.git;a=summary`,
    "en",
  ]);
  expect(await of("odd/xml-base.xml")).toEqual(["Garden notes", "https://notes.example/garden/", "fi"]);
  expect(await of("odd/utf-16.xml")).toEqual(["Wide", null, null]);
  expect(await of("odd/json-feed.json")).toEqual(["Kettle <diary>", "https://diary.example/", "pl"]);
});

it("keeps the emoji of which WordPress makes pictures, and signs that are no markup", async () => {
  const { messages } = await told("recorded/wordpress-rss.xml");
  expect(messages[0]?.text).toBe(
    "Kettles, lids & “quiet” mornings\n\nThe Lumi Kettle hums at 52\u00a0dB & is done by nine. Näin käy joka aamu.\n\n5 < 7, and the manual says so. 🫖",
  );
});

it.each([
  ["Tue, 03 Jun 2003 09:39:21 CEST", "2003-06-03T07:39:21.000Z"],
  ["Tue, 3 Jun 03 09:39 EST", "2003-06-03T14:39:00.000Z"],
  ["Tue, 03 Jun 2003 09:39:21 A", "2003-06-03T09:39:21.000Z"],
  ["Tue, 03 Jun 2003 09:39:21", "2003-06-03T09:39:21.000Z"],
  ["Tuesday, 3 June 2003 09:39:21 +02:00", "2003-06-03T07:39:21.000Z"],
  ["mar, 03 Jun 2003 09:39:21 GMT", "2003-06-03T09:39:21.000Z"],
  ["2003-06-03 09:39:21 +0200", "2003-06-03T07:39:21.000Z"],
  ["2003-06-03T09:39Z", "2003-06-03T09:39:00.000Z"],
  ["2003-06-03", "2003-06-03T00:00:00.000Z"],
  ["yesterday", null],
  ["", null],
])("reads %j as a moment, whatever the clock of this machine", (written, at) => {
  vi.stubEnv("TZ", "Asia/Tokyo");
  expect(momentOf(written)).toBe(at);
  vi.unstubAllEnvs();
});
