import { describe, expect, it } from "vitest";
import type { ThreadRow } from "#shared/inbox/schema.ts";
import { arrivedIn, neighbourOf, refreshed, stillFits } from "./fits.ts";

const row = (id: string, more: Partial<ThreadRow> = {}): ThreadRow => ({
  id,
  brandId: "b",
  brandSlug: "lumi",
  channelId: "c",
  network: "sandbox",
  channelHealth: "ok",
  kind: "comment",
  status: "open",
  snoozedUntil: null,
  memberName: id,
  memberHandle: id,
  lang: "en",
  hasQuestion: false,
  preview: "",
  postTitle: null,
  messageCount: 1,
  lastMessageAt: "2026-11-20T10:00:00Z",
  waitingSince: null,
  unread: false,
  assignee: null,
  labels: [],
  problem: null,
  ...more,
});

describe("a row that was just changed", () => {
  it("leaves Open when it is done, and stays under every status", () => {
    expect(stillFits(row("a", { status: "done" }), {}, "me")).toBe(false);
    expect(stillFits(row("a", { status: "done" }), { status: "all" }, "me")).toBe(true);
    expect(stillFits(row("a", { status: "done" }), { problems: true }, "me")).toBe(true);
  });
  it("leaves Unassigned and Mine when it goes to somebody else", () => {
    const taken = row("a", { assignee: { id: "u2", name: "Mert" } });
    expect(stillFits(taken, { assignee: "none" }, "u1")).toBe(false);
    expect(stillFits(taken, { assignee: "me" }, "u1")).toBe(false);
    expect(stillFits(taken, { assignee: "me" }, "u2")).toBe(true);
  });
});

describe("the thread opened next", () => {
  const rows = [row("a"), row("b"), row("c")];
  it("is the one below, at the end the one above", () => {
    expect(neighbourOf(rows, "b", new Set(["b"]))).toBe("c");
    expect(neighbourOf(rows, "b", new Set(["b", "c"]))).toBe("a");
    expect(neighbourOf(rows, "a", new Set(["a", "b", "c"]))).toBeNull();
  });
  it("stays the open one when that does not leave", () => {
    expect(neighbourOf(rows, "a", new Set(["b"]))).toBe("a");
  });
});

describe("rows that are held", () => {
  it("take what changed in them and neither move nor grow", () => {
    const fresh = [row("new"), row("b", { status: "done" }), row("a", { unread: true })];
    const held = refreshed([row("a"), row("b")], fresh);
    expect(held.map(({ id, status, unread }) => [id, status, unread])).toEqual([
      ["a", "open", true],
      ["b", "done", false],
    ]);
  });
});

describe("what is new", () => {
  const at = (id: string, minute: number) => row(id, { lastMessageAt: `2026-11-20T10:${minute}:00Z` });
  const held = [at("a", 40), at("b", 30)];
  it("counts what arrived late as well, and not what waits on the next page", () => {
    const newest = [at("new", 50), at("a", 40), at("late", 35), at("b", 30), at("next", 20)];
    expect(arrivedIn(newest, held, {}, true)).toBe(2);
    expect(arrivedIn(newest, held, {}, false)).toBe(3);
  });
  it("does not count a thread that is in the list and got a message", () => {
    expect(arrivedIn([at("b", 55), at("a", 40)], held, {}, false)).toBe(0);
  });
});
