import fc from "fast-check";
import { expect, it } from "vitest";
import { buildEarlierIndex } from "./nearest.ts";
import type { EarlierReply } from "./schema.ts";
import { earlierWindow, withPending } from "./window.ts";

const reply = (at: number, text = `reply number ${at} about something of its own`): EarlierReply => ({
  id: `r${at}`,
  threadId: `t${at}`,
  text,
  sentAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
  memberName: "Anna",
  lang: "en",
});

it("keeps the newest and lets as many of the oldest go", () => {
  const window = earlierWindow(100);
  for (let at = 0; at < 250; at++) window.add(reply(at, at === 20 ? "the lid is broken again" : undefined));
  expect(window.size).toBe(100);
  expect(window.nearest("the lid is broken again")?.similarity ?? 0).toBeLessThan(0.5);
  expect(window.newest(2).map((one) => one.id)).toEqual(["r249", "r248"]);
});

it("knows the same newest replies and the same nearest one in whatever order they come in", () => {
  const replies = Array.from({ length: 80 }, (_, at) => reply(at));
  const inOrder = earlierWindow(40);
  for (const one of replies) inOrder.add(one);
  fc.assert(
    fc.property(fc.shuffledSubarray(replies, { minLength: 80, maxLength: 80 }), (shuffled) => {
      const window = earlierWindow(40);
      for (const one of shuffled) window.add(one);
      expect(window.newest(10)).toEqual(inOrder.newest(10));
      expect(window.nearest("reply number 79 about")).toEqual(inOrder.nearest("reply number 79 about"));
    }),
    { numRuns: 20 },
  );
});

it("counts a reply once that is read twice", () => {
  const window = earlierWindow(10);
  window.add(reply(1));
  window.add(reply(1));
  expect([window.size, window.has("r1"), window.has("r2"), window.newest(5).length]).toEqual([1, true, false, 1]);
});

it("finds what is still on its way, and prefers what is more alike", () => {
  const window = earlierWindow();
  window.add(reply(1, "we have sent a new lid to you today"));
  const both = withPending(window, buildEarlierIndex([reply(2, "the new lid leaves our house on monday")]));
  expect(both.size).toBe(2);
  expect(both.nearest("the new lid leaves our house on monday")?.id).toBe("r2");
  expect(both.nearest("we have sent a new lid to you today")?.id).toBe("r1");
});
