import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { type FileFormat, type FileRow, readRows } from "#bff/connectors/file/read-rows.ts";

const folder = mkdtempSync(join(tmpdir(), "konak-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
function file(content: string | Buffer, ending = "csv"): string {
  const path = join(folder, `file-${count++}.${ending}`);
  writeFileSync(path, content);
  return path;
}

async function rowsOf(path: string, format?: FileFormat): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const row of readRows(path, { format })) rows.push(row);
  return rows;
}

const values = (rows: FileRow[]) => rows.flatMap((row) => ("value" in row ? [row.value] : []));
const rejected = (rows: FileRow[]) => rows.flatMap((row) => ("rejected" in row ? [row] : []));

it("reads commas, semicolons and tabs, with a mark in front and line breaks inside quotes", async () => {
  const two = [{ a: "1", b: "two\nlines" }];
  expect(values(await rowsOf(file('\uFEFFa,b\n1,"two\nlines"\n')))).toEqual(two);
  expect(values(await rowsOf(file('a;b\r\n1;"two\nlines"\r\n')))).toEqual(two);
  expect(values(await rowsOf(file('a\tb\n1\t"two\nlines"\n', "tsv")))).toEqual(two);
});

it("names the line of each row", async () => {
  const rows = await rowsOf(file("a,b\n1,x\n2,y\n"));
  expect(rows.map((row) => row.line)).toEqual([2, 3]);
});

it("rejects a row with too few or too many cells and goes on", async () => {
  const rows = await rowsOf(file("a,b\n1\n2,x\n3,y,z\n"));
  expect(values(rows)).toEqual([{ a: "2", b: "x" }]);
  expect(rejected(rows).map((row) => row.line)).toEqual([2, 4]);
});

it("rejects the half-written last row of a file that was cut off", async () => {
  const rows = await rowsOf(file('a,b\n1,x\n2,"half a sen'));
  expect(values(rows)).toEqual([{ a: "1", b: "x" }]);
  expect(rejected(rows)).toEqual([
    expect.objectContaining({ line: 3, rejected: expect.stringContaining("never closed") }),
  ]);
});

it("loses only the row in which a quotation mark is never closed", async () => {
  const rows = await rowsOf(file('a,b\n1,x\n2,"open\n3,y\n4,z\n'));
  expect(values(rows).map((value) => value.a)).toEqual(["1", "3", "4"]);
  expect(rejected(rows).map((row) => row.line)).toEqual([3]);
});

it("takes a quotation mark in the middle of a cell as a sign like any other", async () => {
  const rows = await rowsOf(file('a,b\n1,a 5" pipe\n2,"she said ""no"", twice"\n'));
  expect(values(rows).map((value) => value.b)).toEqual(['a 5" pipe', 'she said "no", twice']);
});

it("keeps every row of a large file with a broken row in the middle", async () => {
  const many = (from: number) => Array.from({ length: 3000 }, (_, at) => `${from + at},"line\nbreak"`).join("\n");
  const rows = await rowsOf(file(`a,b\n${many(0)}\n9,"open ${"\n1,plain".repeat(1200)}\n${many(5000)}\n`));
  expect(values(rows)).toHaveLength(3000 + 1200 + 3000);
  expect(rejected(rows).map((row) => row.line)).toEqual([6002]);
});

it("cuts out a line of 40 MB, says how long it was, and goes on", async () => {
  const long = Buffer.alloc(40_000_000, "x");
  const path = file(Buffer.concat([Buffer.from("a,b\n1,x\n2,"), long, Buffer.from("\n3,y\n")]));
  const rows = await rowsOf(path);
  expect(values(rows)).toEqual([
    { a: "1", b: "x" },
    { a: "3", b: "y" },
  ]);
  expect(rejected(rows)).toEqual([expect.objectContaining({ line: 3, rejected: expect.stringContaining("40.0 MB") })]);
  expect(rows.filter((row) => "value" in row).map((row) => row.line)).toEqual([2, 4]);
});

it("reads a JSON object a line and rejects the lines that are none", async () => {
  const rows = await rowsOf(file('{"a":1}\n\n[2]\n{"a":3\n{"a":4,"b":"x\u2028y"}\n', "jsonl"));
  expect(values(rows)).toEqual([{ a: 1 }, { a: 4, b: "x\u2028y" }]);
  expect(rejected(rows).map((row) => row.line)).toEqual([3, 4]);
});

it.each([
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
  ["an empty file", Buffer.alloc(0)],
  ["text in another encoding", Buffer.from([0x61, 0x2c, 0xfe, 0xff, 0x0a])],
])("refuses %s with a sentence", async (_what, content) => {
  await expect(rowsOf(file(content))).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringMatching(/\.$/),
  });
});

it("refuses a file that is not there", async () => {
  await expect(rowsOf(join(folder, "nowhere.csv"))).rejects.toMatchObject({ code: "invalid_input" });
});

it("reads the entries of an archive of X, one that is cut short named with its line", async () => {
  const entry = (id: string) => `  {\n    "tweet" : {\n      "id_str" : "${id}"\n    }\n  }`;
  const whole = `window.YTD.tweets.part0 = [\n${entry("1")},\n${entry("2")}\n]`;
  expect(values(await rowsOf(file(whole, "js")))).toEqual([{ tweet: { id_str: "1" } }, { tweet: { id_str: "2" } }]);
  const cut = await rowsOf(file(whole.slice(0, -14), "js"));
  expect(values(cut)).toHaveLength(1);
  expect(rejected(cut)).toMatchObject([{ line: 7, rejected: "The line is not complete JSON." }]);
});
