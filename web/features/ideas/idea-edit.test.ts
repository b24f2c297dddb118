import { expect, it } from "vitest";
import { isOtherVersion } from "#web/features/ideas/idea-edit.tsx";

const refused = (code: string, details: object) => Object.assign(new Error("refused"), { data: { code, details } });

it("keeps quiet about another version only: a call that was closed meanwhile is said", () => {
  expect(isOtherVersion(refused("conflict", { version: 3 }))).toBe(true);
  expect(isOtherVersion(refused("conflict", { state: "closed" }))).toBe(false);
  expect(isOtherVersion(refused("not_allowed", { version: 3 }))).toBe(false);
  expect(isOtherVersion(new Error("fetch failed"))).toBe(false);
});
