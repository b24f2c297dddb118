import { expect, it } from "vitest";
import { attachmentToTell, namesWriter } from "#shared/forwarding/tell-attachment.ts";
import { needsTranslation } from "#shared/forwarding/translation.ts";

const hannah = { handle: "@hannahwhit", externalId: "did:plc:abc123", url: "https://x.example/i/status/7" };

it.each([
  ["https://x.example/HannahWhit/photo/1", true],
  ["https://cdn.example/did%3Aplc%3Aabc123/1.jpeg", true],
  ["https://x.example/i/status/7/photo/1", true],
  ["https://files.example/115/original/9f.jpeg", false],
  ["https://files.example/%E0%A4%A/9f.jpeg", false],
])("knows whether %s leads to who wrote", (address, names) => {
  expect(namesWriter(address, hannah)).toBe(names);
});

it("asks nothing of a writer nobody knows", () => {
  expect(namesWriter("https://files.example/1", { handle: "", externalId: null, url: null })).toBe(false);
});

it("keeps a picture's words and leaves its address out where it would name somebody", () => {
  const picture = { kind: "picture", name: "the lid", url: "https://x.example/hannahwhit/1" } as const;
  expect(attachmentToTell(picture, true, true)).toEqual({ ...picture, url: null });
  expect(attachmentToTell(picture, true, false)).toEqual(picture);
  expect(attachmentToTell(picture, false, true)).toEqual(picture);
});

it("needs a translation where both languages are known and differ", () => {
  expect([needsTranslation("tr", "en"), needsTranslation("en-GB", "en"), needsTranslation(null, "en")]).toEqual([
    true,
    false,
    false,
  ]);
});
