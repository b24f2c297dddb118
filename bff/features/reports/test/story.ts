import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import type { TestApp } from "#bff/test/test-app.ts";

/** The ten days up to the day the test app's clock stands on, 18 November in Istanbul. */
export const tenDays = { brand: "lumi", from: "2026-11-09", to: "2026-11-18" };

const counts = (likes: number) => ({
  ...{ likes, comments: 2, shares: 1, quotes: null, reach: null, impressions: null, views: null },
});
const followers = (at: string, count: number) => ({ type: "followers" as const, at, count });
const person = (name: string) => ({ externalId: name, handle: name, displayName: name, url: null });

/** A post whose text a spreadsheet would run, letters of four languages, signs no printed font has. */
export const dangerous = '=HYPERLINK("http://evil.example","Zażółć ğış ąę Öl ää")';
export const wide = "Çay saati ☕️🫖 お茶 & <b>zaman</b>";

/** Posts with and without counts, one of last night, threads answered and not, days without a reading. */
export async function bringStory(test: TestApp): Promise<void> {
  await bring(test, [
    followers("2026-11-09T05:00:00.000Z", 1000),
    followers("2026-11-12T05:00:00.000Z", 2000),
    followers("2026-11-18T05:00:00.000Z", 2100),
    post("one", { publishedAt: "2026-11-09T06:00:00.000Z", text: dangerous, counts: counts(7) }),
    post("two", { publishedAt: "2026-11-12T06:00:00.000Z", text: wide, counts: counts(1) }),
    post("unread", { publishedAt: "2026-11-13T06:00:00.000Z", text: "+1 and\n@SUM(A1)", counts: null }),
    post("young", { publishedAt: "2026-11-17T21:30:00.000Z", counts: counts(97) }),
    comment("a", { author: person("hannah"), sentAt: "2026-11-10T08:00:00.000Z" }),
    ours("a-answer", "a", { sentAt: "2026-11-10T08:10:00.000Z" }),
    comment("b", { author: person("ilkka"), sentAt: "2026-11-11T08:00:00.000Z" }),
    ours("b-answer", "b", { sentAt: "2026-11-11T08:30:00.000Z" }),
    comment("c", { author: person("zofia"), sentAt: "2026-11-12T22:30:00.000Z" }),
  ]);
}
