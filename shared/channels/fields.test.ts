import { expect, it } from "vitest";
import { appKeyProblem, bareText, cleanFields, fieldProblem } from "./fields.ts";

const server = { name: "server", label: "Server address", kind: "url" as const };
const key = { name: "key", label: "Key", kind: "secret" as const };
const note = { name: "note", label: "Note", kind: "text" as const, optional: true as const };

it("takes away what copying left around a word, and gives an address its scheme", () => {
  const given = { server: "\u200b mastodon.example ", key: "\ufeffab cd\u00a0\n", other: "x" };
  expect(cleanFields([server, key, note], given)).toEqual({ server: "https://mastodon.example", key: "ab cd" });
  expect(cleanFields([{ ...server, value: "https://bsky.social" }], {})).toEqual({ server: "https://bsky.social" });
});

it("says what is missing or cannot be", () => {
  expect(fieldProblem(key, undefined)).toBe("Key is missing.");
  expect(fieldProblem(note, undefined)).toBeNull();
  expect(fieldProblem(server, "https://")).toBe("Server address is not an address.");
  expect(fieldProblem(key, "two\nlines")).toBe("Key holds more than one line.");
  expect(fieldProblem(key, "a".repeat(4001))).toBe("Key is longer than 4,000 characters.");
});

it("notices a blank inside an app's secret, and forgives one around it", () => {
  expect(appKeyProblem("App secret", bareText(" abc\u200b "))).toBeNull();
  expect(appKeyProblem("App secret", "ab c")).toBe(
    "App secret holds a blank. Copy it again, without anything around it.",
  );
  expect(appKeyProblem("App secret", "ab\u200bc")).toMatch(/holds a blank/);
  expect(appKeyProblem("App id", "")).toBe("App id is missing.");
});
