import { createWriteStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { mappedReader } from "#bff/connectors/file/mapping.ts";
import { presets } from "#bff/connectors/file/presets.ts";
import { importTarget } from "#bff/features/channels/import-commands.ts";
import { type ImportCounts, importFile } from "#bff/features/channels/import-file.ts";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const columns = ["id=id", "text=text", "who=author", "at=at"];

eachEngine("an import", (engine) => {
  let test: TestApp;
  let path: string;
  beforeEach(async () => {
    test = await testApp(engine);
    path = join(test.app.config.data, "comments.csv");
  });
  afterEach(() => test.remove());

  const run = async (text: string | null, map = columns): Promise<ImportCounts> => {
    if (text !== null) writeFileSync(path, text);
    const target = await importTarget(test.app, {
      brand: "new-brand",
      network: "x",
      timeZone: "Europe/Helsinki",
      file: "comments.csv",
    });
    return await importFile(
      target,
      { path, format: undefined, read: mappedReader(map, target.timeZone), guess: () => "en" },
      () => {},
    );
  };
  const rejected = () =>
    readFileSync(`${path}.rejected.jsonl`, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { line: number; reason: string });

  it("makes brand and channel, and adds nothing the second time", async () => {
    const text =
      'id,text,who,at\n1,"Two\nlines, one cell",anna,2026-11-01 10:00\n2,Hei,kaisa,2026-11-01 11:00\n2,Hei,kaisa,2026-11-01 11:00\n';
    expect(await run(text)).toEqual({ read: 3, added: 2, already: 1, rejected: 0 });
    expect(await run(null)).toEqual({ read: 3, added: 0, already: 3, rejected: 0 });
    const { items } = await listThreads(await test.as("manager"), { brand: "new-brand" });
    expect(items.map((row) => [row.preview, row.lastMessageAt])).toEqual([
      ["Hei", "2026-11-01T09:00:00.000Z"],
      ["Two lines, one cell", "2026-11-01T08:00:00.000Z"],
    ]);
  });

  it("puts a bad row aside with its line and reason, and the rest goes on", async () => {
    const text =
      "id,text,who,at\n1,Hello,anna,yesterday\n2,,anna,2026-11-01\n3,too,many,2026-11-01,cells\n4,Good,anna,2026-11-01\n";
    expect(await run(text)).toEqual({ read: 4, added: 1, already: 0, rejected: 3 });
    expect(rejected()).toMatchObject([
      { line: 2, reason: '"yesterday" is not a time.' },
      { line: 3, reason: "There is no text." },
      { line: 4, reason: "The row has 5 cells, but the file has 4 columns." },
    ]);
  });

  it("takes what is whole of a half-written file", async () => {
    expect(await run('id,text,who,at\n1,Hello,anna,2026-11-01\n2,"cut in the mid')).toEqual({
      read: 2,
      added: 1,
      already: 0,
      rejected: 1,
    });
    expect(rejected()[0]).toMatchObject({ line: 3, reason: expect.stringContaining("never closed") });
  });

  it("cuts out a line of 40 MB and goes on behind it", async () => {
    const file = createWriteStream(path);
    file.write("id,text,who,at\n1,Hello,anna,2026-11-01\n2,");
    for (let at = 0; at < 40; at++) file.write("x".repeat(1_000_000));
    await new Promise<void>((done) => file.end(",anna,2026-11-01\n3,After,anna,2026-11-01\n", done));
    expect(await run(null)).toEqual({ read: 3, added: 2, already: 0, rejected: 1 });
    expect(rejected()).toMatchObject([{ line: 3, reason: expect.stringContaining("40.0 MB") }]);
  });

  it("says how many posts a file lowers the counts of, and keeps what was known before", async () => {
    const map = [...columns, "likes=likes", "comments=comments"];
    const file = (likes: number) =>
      `id,text,who,at,likes,comments\np1,Kettles,us,2026-11-01 10:00,${likes},3\np2,Cups,us,2026-11-01 11:00,5,0\n`;
    const counts = async () =>
      await test.app.db.read
        .selectFrom("post_reading")
        .innerJoin("post", "post.id", "post_reading.postId")
        .select(["likes", "source"])
        .where("externalId", "=", "p1")
        .orderBy("at")
        .execute();
    expect(await run(file(40), map)).toEqual({ read: 2, added: 2, already: 0, rejected: 0 });
    test.clock.advance(60_000);
    expect(await run(file(25), map)).toMatchObject({ added: 0, already: 2, lower: 1 });
    expect((await counts()).map((row) => row.likes)).toEqual([40, 25]);
    test.clock.advance(60_000);
    expect(await run(file(41), map)).toEqual({ read: 2, added: 0, already: 2, rejected: 0 });
    expect((await counts()).at(-1)).toEqual({ likes: 41, source: "file" });
  });

  it("says in a sentence that a file is not text, not UTF-8, empty or not there", async () => {
    writeFileSync(path, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1]));
    await expect(run(null)).rejects.toThrow("is not a text file");
    writeFileSync(path, Buffer.from("id,text\n1,a\u00e7\u0131k", "latin1"));
    await expect(run(null)).rejects.toThrow("not text in UTF-8");
    await expect(run("")).rejects.toThrow("is empty");
    path = join(test.app.config.data, "nowhere.csv");
    await expect(run(null)).rejects.toThrow("there is no such file");
    expect(existsSync(`${path}.rejected.jsonl`)).toBe(false);
  });

  it("reads TSV, semicolons, a byte order mark and JSON lines", async () => {
    expect((await run("\uFEFFid;text;who;at\n1;Merhaba;ali;2026-11-01\n")).added).toBe(1);
    path = path.replace("csv", "tsv");
    expect((await run("id\ttext\twho\tat\n2\tCześć\tola\t2026-11-01\n")).added).toBe(1);
    path = path.replace("tsv", "jsonl");
    const counts = await run('{"id":"3","text":"Moi","who":"kaisa","at":"2026-11-01T10:00:00Z"}\n{"id":"4","text":"Mo');
    expect(counts).toEqual({ read: 2, added: 1, already: 0, rejected: 1 });
  });

  it("lays page posts on their weekday's dates of the month, in the order of the file", async () => {
    const head = "Page_T_Likes;Type;Category;Month;Weekday;Hour;Paid;T_Reach;T_Impression;comment;like;share";
    const row = (likes: number) => `1000;Photo;2;12;1;10;0;500;900;1;${likes};`;
    writeFileSync(path, [head, ...[1, 2, 3, 4, 5].map(row)].join("\n"));
    const target = await importTarget(test.app, {
      brand: "cosmetics",
      network: "facebook",
      timeZone: "UTC",
      file: "posts.csv",
    });
    const read = presets["page-posts"]?.({ timeZone: "UTC", year: 2014 });
    if (!read) throw new Error("no preset");
    const input = { path, format: undefined, guess: () => null };
    expect(await importFile(target, { ...input, read }, () => {})).toMatchObject({ added: 5 });
    const again = presets["page-posts"]?.({ timeZone: "UTC", year: 2014 });
    expect(again && (await importFile(target, { ...input, read: again }, () => {}))).toMatchObject({
      added: 0,
      already: 5,
    });
    const posts = await test.app.db.read
      .selectFrom("post")
      .innerJoin("post_reading", "post_reading.postId", "post.id")
      .select(["post.publishedAt", "post_reading.likes", "post_reading.shares"])
      .orderBy("post_reading.likes")
      .execute();
    expect(posts.map((post) => post.publishedAt.slice(0, 13))).toEqual([
      "2014-12-07T10",
      "2014-12-14T10",
      "2014-12-21T10",
      "2014-12-28T10",
      "2014-12-07T10",
    ]);
    expect(posts[0]?.shares).toBeNull();
  });
});
