import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkReplies } from "./check-replies.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "konak-check-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const said = "We are sorry about the cracked lid, a new one leaves our workshop in Tampere tomorrow morning.";
const thread = (id: string, brand: string, ...texts: [who: string, text: string][]) =>
  JSON.stringify({
    id,
    brand,
    thread: texts.map(([who, text]) => ({ who, author: who === "brand" ? brand : "member0001", at: null, text })),
  });

async function run(lines: string[], json = true) {
  const path = join(folder, "conversations.jsonl");
  await writeFile(path, lines.join("\n"));
  const written = { out: "", err: "" };
  const into = (name: "out" | "err") =>
    new Writable({
      write(piece, _, done) {
        written[name] += piece;
        done();
      },
    });
  const counts = await checkReplies(path, { json, out: into("out"), err: into("err") });
  return { counts, err: written.err, lines: written.out.trim().split("\n").filter(Boolean) };
}

describe("a file of conversations", () => {
  it("is judged reply by reply, each against its brand's earlier ones and its own thread", async () => {
    const { counts, lines } = await run([
      thread("a", "lumi", ["member", "My lid cracked"], ["brand", said], ["member", "And the base?"], ["brand", said]),
      thread("b", "other", ["member", "The lid cracked"], ["brand", said]),
      thread("c", "lumi", ["member", "My lid cracked too"], ["brand", `Hello! ${said}`]),
    ]);
    expect(counts).toEqual({ replies: 4, warned: expect.any(Number), bad: 0 });
    const judged = lines.map((line) => JSON.parse(line));
    expect(judged.map(({ id, index }) => [id, index])).toEqual([
      ["a", 1],
      ["a", 3],
      ["b", 1],
      ["c", 1],
    ]);
    const [first, again, elsewhere, third] = judged;
    expect(first).toEqual({ id: "a", index: 1, warnings: [], nearest: null });
    expect(again.warnings[0]).toMatchObject({ code: "REPEAT_THREAD", strength: "warn" });
    expect(again.nearest).toEqual({ id: "a", index: 1, similarity: 1 });
    expect(elsewhere.nearest).toBeNull();
    expect(third.nearest).toEqual({ id: "a", index: 3, similarity: 1 });
    expect(third.warnings[0]).toMatchObject({ code: "REPEAT_RECENT", strength: "warn" });
    expect(third.warnings[0].evidence.reply[0]).toMatchObject({
      index: 1,
      text: expect.stringContaining("cracked lid"),
    });
  });

  it("passes over lines that are no conversation, says which and why, and judges the rest", async () => {
    const { counts, err, lines } = await run([
      "{ not json",
      JSON.stringify({ id: "x", brand: "lumi" }),
      JSON.stringify({ id: "y", brand: "lumi", thread: [{ who: "nobody", text: "hm" }] }),
      "",
      thread("z", "lumi", ["member", "My lid cracked"], ["brand", said]),
    ]);
    expect(counts).toMatchObject({ replies: 1, bad: 3 });
    expect(lines).toHaveLength(1);
    expect(err).toMatch(/Line 1 was passed over: The line is not complete JSON\./);
    expect(err).toMatch(/Line 2 was passed over: thread is not as expected/);
    expect(err).toMatch(/Line 3 was passed over: thread\.0\.who/);
  });

  it("is told in words without --json", async () => {
    const { lines } = await run(
      [thread("a", "lumi", ["member", "My lid cracked"], ["brand", `${said} {{order}}`])],
      false,
    );
    expect(lines[0]).toMatch(/^a 1: PLACEHOLDER \(ask\).*; nearest: n\/a$/);
  });

  it("that is not there is a clear refusal", async () => {
    const nowhere = { json: true, out: process.stdout, err: process.stderr };
    await expect(checkReplies(join(folder, "nowhere.jsonl"), nowhere)).rejects.toThrow(/there is no such file/);
  });
});
