import { expect, it } from "vitest";
import type { ThreadView } from "#shared/inbox/schema.ts";
import { audienceOfAnswer, hearerOf } from "./drafted-thread.ts";

const said = (author: string, authorName: string, audience: string | null, deletedAt: string | null = null) => ({
  type: "message",
  author,
  authorName,
  authorHandle: authorName.toLowerCase(),
  audience,
  deletedAt,
});
const thread = (...entries: object[]) =>
  ({ memberName: "Hannah", memberHandle: "hannah", entries }) as unknown as ThreadView;

it("says who hears of an answer and who may read it: of what somebody outside said last, not of our own words", () => {
  const talk = thread(
    said("member", "Hannah", "public"),
    said("other", "Zeynep", "private"),
    said("brand", "Lumi", "public"),
    { type: "note", authorName: "Mert" },
  );
  expect([hearerOf(talk), audienceOfAnswer(talk)]).toEqual(["Zeynep", "private"]);
});

it("passes over what was deleted, and knows nothing of a thread in which nobody is heard any more", () => {
  const gone = said("other", "Zeynep", "private", "2026-11-18T08:00:00.000Z");
  const left = thread(said("member", "Hannah", "followers"), gone);
  expect([hearerOf(left), audienceOfAnswer(left)]).toEqual(["Hannah", "followers"]);
  expect([hearerOf(thread(gone)), audienceOfAnswer(thread(gone))]).toEqual(["Hannah", null]);
});
