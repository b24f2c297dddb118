import { XRPCError } from "@atproto/api";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "./outcomes.ts";

const now = new Date("2026-03-01T12:00:00.000Z");
const connection = (code: string) =>
  XRPCError.from(new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) }));
const timeout = XRPCError.from(new DOMException("The operation was aborted due to timeout", "TimeoutError"));

describe("what a failed call to Bluesky means", () => {
  it.each([
    ["a wrong password", new XRPCError(401, "AuthenticationRequired", "Invalid identifier or password")],
    ["an expired token told as 400", new XRPCError(400, "ExpiredToken", "Token has expired")],
    ["a repository that was taken down", new XRPCError(400, "RepoTakendown", "Repo has been takendown")],
    ["an account that was taken down", new XRPCError(401, "AccountTakedown", "Account has been taken down")],
  ])("asks for a reconnect after %s", (_, error) => {
    expect(outcomeOf(error, now)).toEqual({ kind: "reconnect", reason: error.message });
  });

  it("waits until the moment the rate limit names", () => {
    const error = new XRPCError(429, "RateLimitExceeded", "Rate Limit Exceeded", { "ratelimit-reset": "1772366700" });
    expect(outcomeOf(error, now)).toMatchObject({ kind: "wait", until: "2026-03-01T12:05:00.000Z" });
  });

  it("waits as long as retry-after says when there is no other word", () => {
    const error = new XRPCError(429, "RateLimitExceeded", "Slow down", { "retry-after": "30" });
    expect(outcomeOf(error, now)).toMatchObject({ kind: "wait", until: "2026-03-01T12:00:30.000Z" });
  });

  it("never waits into the past, even when the network's clock is behind", () => {
    const error = new XRPCError(429, "RateLimitExceeded", "Slow down", { "ratelimit-reset": "1000" });
    expect(outcomeOf(error, now)).toMatchObject({ kind: "wait", until: "2026-03-01T12:00:01.000Z" });
  });

  it("waits while the network is broken, also when something was to be written", () => {
    expect(outcomeOf(new XRPCError(502, undefined, "Bad gateway"), now, true).kind).toBe("wait");
    expect(outcomeOf(connection("ECONNREFUSED"), now, true).kind).toBe("wait");
    expect(outcomeOf(timeout, now).kind).toBe("wait");
  });

  it("does not claim to know what became of a write without an answer", () => {
    expect(outcomeOf(timeout, now, true).kind).toBe("unknown");
    expect(outcomeOf(connection("ECONNRESET"), now, true).kind).toBe("unknown");
  });

  it("passes on the network's own words when it refuses", () => {
    const error = new XRPCError(400, "InvalidRequest", "Record/text must not be longer than 300 graphemes");
    expect(outcomeOf(error, now)).toEqual({
      kind: "refused",
      reason: "Record/text must not be longer than 300 graphemes",
    });
  });

  it("does not swallow a mistake of our own", () => {
    expect(() => outcomeOf(new RangeError("ours"), now)).toThrow("ours");
  });
});
