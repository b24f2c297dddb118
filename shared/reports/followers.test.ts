import { describe, expect, it } from "vitest";
import { channelsReadOn, daysWithout, followersAtPosting, followersByDay } from "./followers.ts";

describe("followers when a post was published", () => {
  const readings = [
    { at: "2026-11-01T00:00:00.000Z", count: 1000 },
    { at: "2026-11-11T00:00:00.000Z", count: 2000 },
  ];
  const at = (publishedAt: string) => followersAtPosting(readings, publishedAt);

  it("are the last reading, when it is at most 48 hours old", () => {
    expect(at("2026-11-01T00:00:00.000Z")).toMatchObject({ count: 1000, how: "reading" });
    expect(at("2026-11-03T00:00:00.000Z")).toMatchObject({ count: 1000, how: "reading" });
    expect(at("2026-11-12T12:00:00.000Z")).toMatchObject({ count: 2000, readAt: "2026-11-11T00:00:00.000Z" });
  });

  it("lie on the line between two readings further away, and say so", () => {
    expect(at("2026-11-06T00:00:00.000Z")).toMatchObject({ count: 1500, how: "interpolated" });
    expect(at("2026-11-03T00:00:00.001Z")).toMatchObject({ count: 1200, how: "interpolated" });
  });

  it("are the nearest there is beyond the ends, and say so", () => {
    expect(at("2026-10-20T00:00:00.000Z")).toMatchObject({ count: 1000, how: "nearest" });
    expect(at("2026-12-24T00:00:00.000Z")).toMatchObject({ count: 2000, how: "nearest" });
  });

  it("are not known without a reading", () => {
    expect(followersAtPosting([], "2026-11-06T00:00:00.000Z")).toBe(null);
  });
});

describe("followers of all channels by day", () => {
  const from = "2026-11-01";
  const readings = (...days: [number, number][]) => days.map(([day, count]) => ({ day: `2026-11-0${day}`, count }));
  const sums = (...channels: Parameters<typeof followersByDay>[0]) =>
    Object.fromEntries(followersByDay(channels, { from, to: "2026-11-05" }));

  it("add up the last reading of each channel on the day", () => {
    const one = { readings: readings([1, 100], [1, 110], [2, 120]), readUntil: null };
    const two = { readings: readings([1, 5], [2, 6]), readUntil: null };
    expect(sums(one, two)).toEqual({ "2026-11-01": 115, "2026-11-02": 126 });
  });

  it("have no sum on a day that misses one channel, rather than a smaller one", () => {
    const one = { readings: readings([1, 100], [2, 110], [3, 120]), readUntil: null };
    const two = { readings: readings([1, 5], [3, 7]), readUntil: null };
    expect(sums(one, two)).toEqual({ "2026-11-01": 105, "2026-11-03": 127 });
  });

  it("wait for a channel from its first reading until it is read no more", () => {
    const going = { readings: readings([1, 100], [2, 110], [3, 120], [4, 130]), readUntil: null };
    const came = { readings: readings([3, 10], [4, 11]), readUntil: null };
    const left = { readings: readings([1, 50], [2, 51]), readUntil: "2026-11-02" };
    expect(sums(going, came, left)).toEqual({
      "2026-11-01": 150,
      "2026-11-02": 161,
      "2026-11-03": 130,
      "2026-11-04": 141,
    });
    expect(channelsReadOn([going, came, left], "2026-11-02")).toBe(2);
  });

  it("are no sum at all where nothing was ever read", () => {
    expect(sums({ readings: [], readUntil: null })).toEqual({});
    expect(sums()).toEqual({});
  });
});

describe("days without a reading", () => {
  const period = { from: "2026-11-01", to: "2026-11-09" };
  const readings = ["2026-11-03", "2026-11-04", "2026-11-07"].map((day) => ({ day, count: 1 }));

  it("begin with the first reading and end with the last day that is over", () => {
    const days = daysWithout({ readings, readUntil: null }, period, "2026-11-08");
    expect(days).toEqual(["2026-11-05", "2026-11-06", "2026-11-08"]);
  });

  it("are not expected of a channel that is read no more, nor of one that never was", () => {
    expect(daysWithout({ readings, readUntil: "2026-11-05" }, period, "2026-11-08")).toEqual(["2026-11-05"]);
    expect(daysWithout({ readings: [], readUntil: null }, period, "2026-11-08")).toEqual([]);
  });
});
