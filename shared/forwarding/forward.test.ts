import { describe, expect, it } from "vitest";
import { answerNote, expiryOf, isOverdue, nameToTell, paceOf, stateOf } from "#shared/forwarding/forward.ts";
import { mailTexts } from "#shared/forwarding/texts/en.ts";

const now = "2026-11-18T09:00:00.000Z";

describe("an answer link", () => {
  it("works seven days longer than the answer is needed, or fourteen days", () => {
    expect(expiryOf("2026-11-20T09:00:00.000Z", new Date(now))).toBe("2026-11-27T09:00:00.000Z");
    expect(expiryOf(null, new Date(now))).toBe("2026-12-02T09:00:00.000Z");
    expect(expiryOf("2020-01-01T00:00:00.000Z", new Date(now))).toBe("2026-11-25T09:00:00.000Z");
  });
  it("expires only while nobody answered", () => {
    const past = "2026-11-18T08:59:59.000Z";
    expect(stateOf({ state: "sent", expiresAt: past }, now)).toBe("expired");
    expect(stateOf({ state: "failed", expiresAt: past }, now)).toBe("expired");
    expect(stateOf({ state: "answered", expiresAt: past }, now)).toBe("answered");
    expect(stateOf({ state: "sent", expiresAt: "2026-11-19T00:00:00.000Z" }, now)).toBe("sent");
  });
  it("is overdue when an answer was needed and did not come", () => {
    const dueAt = "2026-11-18T08:00:00.000Z";
    expect(isOverdue({ state: "sent", dueAt }, now)).toBe(true);
    expect(isOverdue({ state: "answered", dueAt }, now)).toBe(false);
    expect(isOverdue({ state: "withdrawn", dueAt }, now)).toBe(false);
    expect(isOverdue({ state: "sent", dueAt: null }, now)).toBe(false);
  });
});

describe("the pace of a department", () => {
  const answer = (hours: number, dueHours: number | null, dayOfMonth = 10) => ({
    createdAt: `2026-11-${dayOfMonth}T00:00:00.000Z`,
    answeredAt: `2026-11-${dayOfMonth}T${String(hours).padStart(2, "0")}:00:00.000Z`,
    dueAt: dueHours === null ? null : `2026-11-${dayOfMonth}T${String(dueHours).padStart(2, "0")}:00:00.000Z`,
  });
  it("is missing before the first answer", () => {
    expect(paceOf([])).toEqual({ medianSeconds: null, onTime: null });
  });
  it("takes the middle of an odd number and the mean of the middle two of an even one", () => {
    expect(paceOf([answer(1, null), answer(2, null), answer(9, null)]).medianSeconds).toBe(7200);
    expect(paceOf([answer(2, null), answer(4, null)]).medianSeconds).toBe(10_800);
  });
  it("counts the answers that came in time among those that had a time", () => {
    expect(paceOf([answer(2, 3), answer(5, 3), answer(5, null)]).onTime).toEqual({ count: 1, of: 2 });
  });
  it("looks at the newest twelve only", () => {
    const slow = Array.from({ length: 5 }, () => answer(20, null, 10));
    const fast = Array.from({ length: 12 }, () => answer(1, null, 15));
    expect(paceOf([...slow, ...fast]).medianSeconds).toBe(3600);
  });
});

describe("the note an answer becomes", () => {
  const note = (verdict: "yes" | "no" | "not_ours", answer: string) =>
    answerNote({ departmentName: "Product quality", name: "Marek Wójcik", verdict, answer }, mailTexts.verdicts);
  it("says who answered, in short and in full", () => {
    expect(note("yes", "Springs of lot 26-09 lose tension.")).toBe(
      "Product quality, Marek Wójcik: Yes. Springs of lot 26-09 lose tension.",
    );
    expect(note("not_ours", "")).toBe("Product quality, Marek Wójcik: Not ours, pass on.");
  });
  it("does not say the verdict twice, nor take a longer word for it", () => {
    expect(note("yes", "Yes, we may.")).toBe("Product quality, Marek Wójcik: Yes, we may.");
    expect(note("no", "Nothing speaks against it.")).toBe(
      "Product quality, Marek Wójcik: No. Nothing speaks against it.",
    );
  });
});

describe("a writer's name", () => {
  it("is told as far as the team allows", () => {
    expect(nameToTell("Hannah Whitfield", true)).toBe("Hannah");
    expect(nameToTell("@hannahwhit", true)).toBe("hannahwhit");
    expect(nameToTell("  ", true)).toBe("Customer");
    expect(nameToTell("Hannah Whitfield", false)).toBe("Hannah Whitfield");
  });
});
