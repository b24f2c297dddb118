import { expect, it } from "vitest";
import type { MessageAction } from "#shared/channels/acts.ts";
import { type Act, offered } from "./use-acts.ts";

const all: MessageAction[] = ["like", "unlike", "hide", "unhide", "report", "mute", "unmute"];
const done = (action: MessageAction, status: Act["status"] = "done"): Act => ({
  id: action,
  messageId: "m",
  action,
  status,
  reason: null,
  waitsUntil: null,
  text: null,
  personName: "Deniz",
  at: "2026-11-18T09:00:00.000Z",
});

it("offers of a pair the one that makes a difference", () => {
  expect(offered(all, [], false)).toEqual(["like", "hide", "report", "mute"]);
  expect(offered(all, [done("like"), done("mute")], true)).toEqual(["unlike", "unhide", "report", "unmute"]);
  expect(offered(all, [done("like"), done("unlike")], false)).toContain("like");
});

it("does not take what failed or is still on its way for done", () => {
  expect(offered(all, [done("like", "failed"), done("mute", "queued")], false)).toEqual([
    "like",
    "hide",
    "report",
    "mute",
  ]);
});
