import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig, settings } from "#bff/platform/config.ts";

describe("settings", () => {
  it("have sound defaults", () => {
    expect(readConfig({})).toMatchObject({ config: { port: 4700, data: "data", databaseUrl: null, undoSeconds: 10 } });
  });
  it.each([
    ["KONAK_PORT", "many"],
    ["DATABASE_URL", "mysql://x"],
    ["KONAK_SECRET", "short"],
    ["KONAK_SYNC_SECONDS", "0"],
    ["KONAK_URL", "konak"],
  ])("a wrong %s gives one sentence that names it", (name, value) => {
    const read = readConfig({ [name]: value });
    expect("problem" in read && read.problem).toMatch(new RegExp(`^${name} is "${value}", but has to be [^.]+\\.?.*$`));
  });
  it("a misspelt one is named instead of ignored", () => {
    expect(readConfig({ KONAK_PROT: "1" })).toEqual({
      problem: "KONAK_PROT is not a setting of Konak; see the table of settings in the README.",
    });
  });
  it("are all in the README's table, and nothing else is", () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const table = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
    expect(new Set(table)).toEqual(new Set(Object.keys(settings)));
  });
});
