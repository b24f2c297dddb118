import { beforeEach, describe, expect, it } from "vitest";
import { forgetDraft, keepDraft, readDraft } from "#web/features/forwarding/answer-draft.ts";

const draft = {
  verdict: "yes" as const,
  answer: "We may.",
  name: "Marek",
  at: "2026-11-18T09:00:00.000Z",
  outcome: null,
  handToId: null,
};

describe("the draft of an answer", () => {
  beforeEach(() => localStorage.clear());
  it("is kept on this device for its own link only", () => {
    expect(keepDraft("token-one-long", draft)).toBe(true);
    expect(readDraft("token-one-long")).toEqual(draft);
    expect(readDraft("another-token")).toBeNull();
    forgetDraft("token-one-long");
    expect(readDraft("token-one-long")).toBeNull();
  });
  it("does not keep the link itself", () => {
    const token = "0123456789abcdefghij";
    keepDraft(token, draft);
    expect(JSON.stringify({ ...localStorage })).not.toContain(token);
  });
  it("is nothing when what is kept cannot be read", () => {
    localStorage.setItem("konak.answer.token-one-", "{half");
    expect(readDraft("token-one-long")).toBeNull();
  });
});
