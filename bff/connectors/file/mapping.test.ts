import { expect, it } from "vitest";
import { type Mapped, mappedReader } from "#bff/connectors/file/mapping.ts";
import { presets } from "#bff/connectors/file/presets.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";

const pagePosts = () => presets["page-posts"]!({ timeZone: "Europe/Istanbul", year: 2014 });

function items(mapped: Mapped): IncomingItem[] {
  if ("rejected" in mapped) throw new Error(mapped.rejected);
  return mapped.items;
}

const post = {
  Page_T_Likes: "139441",
  Type: "Photo",
  Category: "2",
  Month: "12",
  Weekday: "4",
  Hour: "3",
  Paid: "0",
  T_Reach: "2752",
  T_Impression: "5091",
  comment: "4",
  like: "79",
  share: "",
};

it("lays posts on the dates of their weekday in the order of the file, and begins again after the last", () => {
  const read = pagePosts();
  const days = Array.from({ length: 6 }, () => items(read(post))[0]).map(
    (item) => item?.type === "post" && item.publishedAt,
  );
  // Wednesdays of December 2014, three o'clock in Istanbul (UTC+2 in that winter).
  expect(days).toEqual(["03", "10", "17", "24", "31", "03"].map((day) => `2014-12-${day}T01:00:00.000Z`));
});

it("keeps the counts of a post, a missing one as missing, and reads the followers beside it", () => {
  const [made, followers] = items(pagePosts()(post));
  expect(made).toMatchObject({
    paid: "organic",
    counts: { likes: 79, comments: 4, shares: null, reach: 2752, impressions: 5091, views: null },
  });
  expect(followers).toMatchObject({ type: "followers", count: 139_441 });
  expect(pagePosts()({ ...post, Weekday: "8" })).toHaveProperty("rejected");
});

it("gives equal rows of a file keys of their own, the same in every run", () => {
  const keys = () => {
    const read = pagePosts();
    return [post, post].map((row) => (items(read(row))[0] as { externalId: string }).externalId);
  };
  expect(new Set(keys()).size).toBe(2);
  expect(keys()).toEqual(keys());
});

it("maps the columns of any other table", () => {
  const read = mappedReader(["Kommentar=text", "Zeit=at", "Wer=author", "Nr=id", "Auf=parent"], "Europe/Istanbul");
  const row = { Kommentar: "Hello", Zeit: "2026-11-22 12:30:00", Wer: "anna", Nr: "7", Auf: "3" };
  const hello = { externalId: "7", threadExternalId: "3", text: "Hello", sentAt: "2026-11-22T09:30:00.000Z" };
  expect(items(read(row))).toEqual([expect.objectContaining(hello)]);
  expect(read({ ...row, Zeit: "yesterday" })).toHaveProperty("rejected");
  expect(read({ Kommentar: "Hello" })).toHaveProperty("rejected");
});

it("takes rows with counts as posts, a missing count as missing", () => {
  const read = mappedReader(["Text=text", "Zeit=at", "Herzen=likes", "Antworten=comments"], "UTC");
  const row = { Text: "New", Zeit: "2026-11-22 12:30:00", Herzen: "7", Antworten: "" };
  const counts = expect.objectContaining({ likes: 7, comments: null, shares: null });
  expect(items(read(row))).toEqual([expect.objectContaining({ type: "post", text: "New", counts })]);
  expect(read({ ...row, Herzen: "many" })).toEqual({ rejected: '"many" is not a count (likes).' });
  const mixed = mappedReader(["Text=text", "Zeit=at", "Herzen=likes", "Art=kind"], "UTC");
  expect(items(mixed({ ...row, Art: "comment" }))).toMatchObject([{ type: "message", kind: "comment" }]);
  expect(items(mixed({ ...row, Art: "post" }))).toMatchObject([{ type: "post", counts: { likes: 7 } }]);
});

it.each([[["x=colour"]], [["text"]], [["a=text"]]])("refuses a mapping that cannot work: %s", (pairs) => {
  expect(() => mappedReader(pairs, "UTC")).toThrow(/--map/);
});
