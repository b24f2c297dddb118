import { expect, it } from "vitest";
import { z } from "zod";
import type { ChannelAccess, Outcome } from "./connector.ts";
import { keyThatEnds } from "./key-that-ends.ts";

const schema = z.object({ token: z.string(), until: z.string() });
type Key = z.infer<typeof schema>;

const now = new Date("2026-11-18T09:00:00.000Z");
const clock = { now: () => now, iso: () => now.toISOString() };
const over: Key = { token: "old", until: "2026-11-18T08:00:00.000Z" };
const good: Key = { token: "old", until: "2026-11-18T10:00:00.000Z" };

const held = (credentials: Key, answer: Outcome<Key>) => {
  const access = { channelId: "one", credentials, keys: undefined } as unknown as ChannelAccess;
  return keyThatEnds({ clock, schema, access, renew: async () => answer });
};
const answers: Outcome<Key>[] = [
  { kind: "refused", reason: "Too many requests." },
  { kind: "unknown", reason: "The network did not answer." },
];

it.each(answers)("lets a call wait whose key could not be renewed: $kind", async (answer) => {
  let calls = 0;
  const call = async () => {
    calls++;
    return { kind: "ok" as const, value: "made" };
  };
  const told = await held(over, answer).with(call);
  expect(told).toEqual({
    kind: "wait",
    until: "2026-11-18T09:05:00.000Z",
    reason: "reason" in answer && answer.reason,
  });
  expect(calls).toBe(0);
});

it.each(answers)("lets a call wait whose key was refused and could not be renewed: $kind", async (answer) => {
  const told = await held(good, answer).with(async (_key, refused) => {
    refused();
    return { kind: "reconnect", reason: "Token expired" };
  });
  expect(told.kind).toBe("wait");
});

it("tells a key that is dead as it is", async () => {
  const dead: Outcome<Key> = { kind: "reconnect", reason: "It was withdrawn." };
  expect(await held(over, dead).with(async () => ({ kind: "ok", value: null }))).toEqual(dead);
});
