import { expect, it } from "vitest";
import { budgetOf, judgeGraph } from "./graph.ts";

const now = new Date("2026-11-22T10:00:00.000Z");

type Said = Record<string, unknown>;
function judged(error: Said, headers: Record<string, string> = {}, writing = false, ofOne = writing) {
  const body = { error: { message: "(#1) Something", ...error } };
  const answer = { status: 400, headers: new Headers(headers), text: JSON.stringify(body), body };
  return judgeGraph(answer, now, writing, ofOne ? null : undefined);
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

it("takes a refusal of one person or one thing for what it is, also where Meta counts it among the permissions", () => {
  // Code, number below it, and words as in the Messenger Platform's table of errors.
  const ofOne: [number, number | undefined, string, RegExp][] = [
    [10, 2018278, "This message is sent outside of allowed window.", /time .* is over/],
    [10, 2534022, "(#10) This message is sent outside of allowed window.", /time .* is over/],
    [10, 2018065, "You need pages_messaging_subscriptions permission to be able to do it.", /time .* is over/],
    [10, undefined, "This message is sent outside of allowed window. You need page_messaging_x", /time .* is over/],
    [10, 2018108, "They can’t receive your messages right now.", /cannot be written to/],
    [
      10,
      undefined,
      "This Person Cannot Receive Messages: This person isn't receiving messages.",
      /cannot be written to/,
    ],
    [200, 1545041, "Message Not Sent: This person isn’t available right now.", /cannot be written to/],
    [200, undefined, "(#200) This person isn't receiving messages from you right now.", /cannot be written to/],
    [
      200,
      undefined,
      "Cannot message users who are not admins, developers or testers of the app until pages_messaging permission is reviewed and the app is live.",
      /role in it/,
    ],
    [10, 1893063, "You are temporarily restricted from sending messages.", /for some time/],
    [200, 2534041, "The account owner has disabled access to instagram direct messages.", /Allow access to messages/],
    [10, 2534077, "Cannot verify the connection between the IG account, the logged in user and the page.", /belong/],
  ];
  for (const [code, error_subcode, message, say] of ofOne)
    for (const ofOneThing of [true, false]) {
      const outcome = judged({ code, error_subcode, message }, {}, true, ofOneThing);
      expect([message, outcome]).toEqual([message, { kind: "refused", reason: expect.stringMatching(say) }]);
    }
  const edited = judged({ code: 200, message: "(#200) You do not have sufficient permissions" }, {}, true);
  expect(edited).toEqual({ kind: "refused", reason: "You do not have sufficient permissions" });
});

it("recognises a key that lacks a permission while it answers, and of what belongs to another Page that it does", () => {
  for (const [code, message, scope] of [
    [200, "(#200) Requires pages_manage_engagement permission to manage the object", "pages_manage_engagement"],
    [230, "(#230) Requires pages_messaging permission", "pages_messaging"],
    [283, "(#283) Requires pages_read_engagement permission to manage the object", "pages_read_engagement"],
  ] as const)
    expect(judged({ code, message }, {}, true)).toMatchObject({ kind: "narrowed", scope });
  const message =
    "(#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.";
  expect(judged({ code: 10, message }, {}, false, true)).toMatchObject({ kind: "refused" });
  expect(judged({ code: 10, message })).toMatchObject({ kind: "narrowed", scope: "pages_read_engagement" });
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
