import { expect, it } from "vitest";
import { budgetOf, judgeGraph } from "./graph.ts";

const now = new Date("2026-11-22T10:00:00.000Z");

function judged(error: Record<string, unknown>, headers: Record<string, string> = {}, writing = false) {
  const body = { error: { message: "(#1) Something", ...error } };
  return judgeGraph({ status: 400, headers: new Headers(headers), text: JSON.stringify(body), body }, now, writing);
}

it("takes Meta's error numbers for what they mean, whatever the status", () => {
  for (const code of [190, 102]) expect(judged({ code })).toMatchObject({ kind: "reconnect", reason: "Something" });
  for (const code of [4, 17, 32, 613]) expect(judged({ code })).toMatchObject({ kind: "wait" });
  expect(judged({ code: 368, message: "The action attempted has been deemed abusive" })).toMatchObject({
    kind: "refused",
    reason: "The action attempted has been deemed abusive",
  });
  expect(judged({ code: 100, error_subcode: 33 })).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(/no longer there/),
  });
  expect(judgeGraph({ status: 200, headers: new Headers(), text: "{}", body: {} }, now, false)).toBeNull();
});

it("names the permission that is missing", () => {
  const message = "(#10) This endpoint requires the 'pages_read_engagement' permission";
  expect(judged({ code: 10, message })).toMatchObject({ kind: "narrowed", scope: "pages_read_engagement" });
  expect(judged({ code: 200, message: "(#200) Permissions error" })).toMatchObject({
    kind: "narrowed",
    scope: expect.stringMatching(/\w/),
  });
  expect(judged({ code: 299 })).toMatchObject({ kind: "narrowed" });
});

it("does not know whether a change was carried out when Meta is in trouble", () => {
  expect(judged({ code: 2 }, {}, true)).toMatchObject({ kind: "unknown" });
  expect(judged({ code: 2 })).toMatchObject({ kind: "wait" });
  expect(judged({ code: 9999, is_transient: true })).toMatchObject({ kind: "wait" });
});

it("waits as long as the account's own limit says, and tells what is left in percent", () => {
  const usage = {
    type: "pages",
    call_count: 101,
    total_cputime: 20,
    total_time: 30,
    estimated_time_to_regain_access: 19,
  };
  const headers = {
    "x-business-use-case-usage": JSON.stringify({ "101": [usage] }),
    "x-app-usage": JSON.stringify({ call_count: 28, total_time: 25, total_cputime: 40 }),
  };
  const until = "2026-11-22T10:19:00.000Z";
  expect(judged({ code: 32 }, headers)).toMatchObject({ kind: "wait", until });
  expect(budgetOf(new Headers(headers), now)).toEqual([
    { name: "percent of the app", remaining: 60, limit: 100, resetAt: null },
    { name: "percent of the account", remaining: 0, limit: 100, resetAt: until },
  ]);
  expect(budgetOf(new Headers({ "x-app-usage": "none" }), now)).toMatchObject([{ remaining: 100 }]);
  expect(budgetOf(new Headers(), now)).toEqual([]);
});
