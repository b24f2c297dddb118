import { describe, expect, it } from "vitest";
import type { WorkingHours } from "#shared/forwarding/department.ts";
import { promisedBy, remindersOf } from "#shared/forwarding/reminders.ts";

const hours: WorkingHours = { timeZone: "Europe/Warsaw", days: [1, 2, 3, 4, 5], from: "08:00", to: "16:00" };
const remind = (askedAt: string, dueAt: string | null, hasDeputy = true) =>
  remindersOf({ askedAt, dueAt, hours, hasDeputy }).map(({ kind, at }) => `${kind} ${at}`);

describe("reminders", () => {
  it("come before and after the deadline, then to the deputy, then to the sender, all in working hours", () => {
    expect(remind("2026-11-16T08:00:00.000Z", "2026-11-18T12:00:00.000Z")).toEqual([
      "before 2026-11-18T08:00:00.000Z",
      "after 2026-11-18T13:00:00.000Z",
      "deputy 2026-11-19T08:00:00.000Z",
      "sender 2026-11-19T12:00:00.000Z",
    ]);
  });
  it("leave the deputy out where there is none, and the sender hears sooner", () => {
    expect(remind("2026-11-16T08:00:00.000Z", "2026-11-18T12:00:00.000Z", false)).toEqual([
      "before 2026-11-18T08:00:00.000Z",
      "after 2026-11-18T13:00:00.000Z",
      "sender 2026-11-19T08:00:00.000Z",
    ]);
  });
  it("wait for Monday when the deadline falls on a Friday evening", () => {
    const [, after] = remind("2026-11-16T08:00:00.000Z", "2026-11-20T18:00:00.000Z");
    expect(after).toBe("after 2026-11-23T08:00:00.000Z");
  });
  it("remind at half time when there is little, and not before when there is hardly any", () => {
    expect(remind("2026-11-18T08:00:00.000Z", "2026-11-18T12:00:00.000Z")[0]).toBe("before 2026-11-18T10:00:00.000Z");
    expect(remind("2026-11-18T11:30:00.000Z", "2026-11-18T12:00:00.000Z")[0]).toBe("after 2026-11-18T13:00:00.000Z");
  });
  it("follow the wall clock over a change to winter time", () => {
    // The Friday is UTC+2, the Monday UTC+1.
    expect(remind("2026-10-19T08:00:00.000Z", "2026-10-23T14:00:00.000Z")).toEqual([
      "before 2026-10-23T10:00:00.000Z",
      "after 2026-10-26T08:00:00.000Z",
      "deputy 2026-10-26T11:00:00.000Z",
      "sender 2026-10-27T07:00:00.000Z",
    ]);
  });
  it("do not exist where no deadline was named", () => {
    expect(remind("2026-11-18T08:00:00.000Z", null)).toEqual([]);
  });
  it("are in order and inside working hours for any deadline", () => {
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: hours.timeZone, weekday: "short", hour: "2-digit" });
    for (let day = 1; day < 29; day += 3)
      for (const hour of ["03", "07", "11", "15", "23"]) {
        const due = `2026-10-${String(day).padStart(2, "0")}T${hour}:20:00.000Z`;
        const all = remindersOf({ askedAt: "2026-09-28T08:00:00.000Z", dueAt: due, hours, hasDeputy: true });
        expect(all.map((one) => one.at)).toEqual(all.map((one) => one.at).toSorted());
        for (const { at } of all) {
          expect(clock.format(new Date(at))).toMatch(/^(Mon|Tue|Wed|Thu|Fri), (08|09|1[0-5])$/);
        }
      }
  });
});

it("a promise is kept in hours worked", () => {
  expect(promisedBy("2026-11-20T14:00:00.000Z", 8, hours)).toBe("2026-11-23T14:00:00.000Z");
});
