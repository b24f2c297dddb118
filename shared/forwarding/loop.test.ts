import { describe, expect, it } from "vitest";
import { type LoopEvent, spellsOf, stateOfLoop } from "#shared/forwarding/loop.ts";

const event = (kind: LoopEvent["kind"], hour: number, departmentId: string | null = null): LoopEvent => ({
  kind,
  at: `2026-11-18T${String(hour).padStart(2, "0")}:00:00.000Z`,
  departmentId,
});
const way = [
  event("asked", 8, "quality"),
  event("joined", 9),
  event("handed_on", 10, "shop"),
  event("answered", 13, "shop"),
];

describe("a loop", () => {
  it("is out, answered, closed, and open again, by what happened", () => {
    expect(stateOfLoop(way.slice(0, 3))).toBe("out");
    expect(stateOfLoop(way)).toBe("answered");
    expect(stateOfLoop([...way, event("told", 14), event("closed", 15)])).toBe("closed");
    expect(stateOfLoop([...way, event("closed", 15), event("reopened", 16)])).toBe("answered");
  });
  it("is over when nobody answers, but a late end takes no answer away", () => {
    expect(stateOfLoop([event("asked", 8, "quality"), event("expired", 20)])).toBe("over");
    expect(stateOfLoop([event("asked", 8, "quality"), event("withdrawn", 9)])).toBe("over");
    expect(stateOfLoop([...way, event("expired", 20)])).toBe("answered");
  });
  it("tells who had it how long: each department, then the team until it closed", () => {
    expect(spellsOf([...way, event("told", 14), event("closed", 15)], event("closed", 23).at)).toEqual([
      { departmentId: "quality", from: way[0]?.at, to: way[2]?.at, seconds: 7200 },
      { departmentId: "shop", from: way[2]?.at, to: way[3]?.at, seconds: 10_800 },
      { departmentId: null, from: way[3]?.at, to: event("closed", 15).at, seconds: 7200 },
    ]);
  });
  it("counts the spell that still runs until now", () => {
    expect(spellsOf(way.slice(0, 2), event("told", 20).at)).toEqual([
      { departmentId: "quality", from: way[0]?.at, to: null, seconds: 43_200 },
    ]);
  });
});
