import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, it } from "vitest";
import { markOfCode, readsAs, version } from "./version.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/konak-code-`);
  mkdirSync(`${folder}/x`);
  writeFileSync(`${folder}/x/read.ts`, "one");
});
afterEach(() => rmSync(folder, { recursive: true }));

it("knows an update by the code that reads, without a new version", () => {
  const before = markOfCode(folder);
  expect(markOfCode(folder)).toBe(before);
  writeFileSync(`${folder}/x/read.ts`, "two");
  const changed = markOfCode(folder);
  expect(changed).not.toBe(before);
  writeFileSync(`${folder}/x/more.ts`, "");
  expect(markOfCode(folder)).not.toBe(changed);
});

it("names the version beside the mark", () => {
  expect(readsAs()).toMatch(new RegExp(`^${version.replaceAll(".", "\\.")}-[\\w-]{10}$`));
});
