import { expect, it } from "vitest";
import type { Warning } from "#shared/replies/schema.ts";
import { firedOf, forgetFired, noteShown } from "./fired.ts";

const shown = (code: Warning["code"]): Warning => ({
  code,
  strength: "warn",
  params: {},
  spans: [],
  earlier: null,
  comment: null,
  help: null,
  demoted: false,
});

it("a reason is told once with the draft, and whether the draft was changed after it was first said", () => {
  noteShown("key", [shown("REPEAT_RECENT")], "the same old words");
  noteShown("key", [shown("REPEAT_RECENT"), shown("SAME_OPENING")], "other words");
  expect(firedOf("key", "other words ")).toEqual([
    { code: "REPEAT_RECENT", strength: "warn", edited: true },
    { code: "SAME_OPENING", strength: "warn", edited: false },
  ]);
});

it("a draft that was sent is forgotten, and no other draft knows of it", () => {
  noteShown("sent", [shown("SAME_OPENING")], "words");
  forgetFired("sent");
  expect([firedOf("sent", "words"), firedOf("another", "words")]).toEqual([[], []]);
});
