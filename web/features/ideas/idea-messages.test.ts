import { expect, it } from "vitest";
import type { ThreadView } from "#shared/inbox/schema.ts";
import { saidIn } from "#web/features/ideas/idea-messages.ts";

const message = (id: string, author: "member" | "brand" | "other", text = id, deletedAt: string | null = null) =>
  ({ type: "message", id, author, authorName: `${author} ${id}`, text, deletedAt }) as ThreadView["entries"][number];

it("offers the newest words of whose thread it is before those of somebody who joined in later", () => {
  const entries = [message("m1", "member"), message("m2", "brand"), message("m3", "member"), message("m4", "other")];
  expect(saidIn({ entries }).map(({ id }) => id)).toEqual(["m3", "m1", "m4"]);
});

it("leaves out what was deleted and what has no words", () => {
  const entries = [message("m1", "member", "words", "2026-11-20T10:00:00Z"), message("m2", "member", " ")];
  expect(saidIn({ entries })).toEqual([]);
});
