import { expect, it } from "vitest";
import { exportPresets } from "#bff/connectors/file/presets-exports.ts";

const read = (preset: string, row: Record<string, unknown>) =>
  exportPresets[preset]!({ timeZone: "Europe/Helsinki" })(row);

it("a post of Meta Business Suite keeps its counts, and what is not given stays missing", () => {
  const row = {
    "Post ID": "122",
    Title: "The red kettle",
    "Publish time": "11/22/2026 09:30",
    Permalink: "https://facebook.example/122",
    Reactions: "1,204",
    Comments: "0",
    Shares: "",
    Reach: "5020",
  };
  const counts = { likes: 1204, comments: 0, shares: null, reach: 5020, impressions: null };
  const post = {
    type: "post",
    externalId: "122",
    text: "The red kettle",
    publishedAt: "2026-11-22T07:30:00.000Z",
    counts,
  };
  expect(read("meta-posts", row)).toMatchObject({ items: [post] });
  expect(read("meta-posts", { ...row, "Publish time": "13/45/2026 09:30" })).toHaveProperty("rejected");
  expect(read("meta-posts", { Reach: "1" })).toHaveProperty("rejected");
});

it("a tweet of the X archive is a post, and an answer when it answers somebody", () => {
  const tweet = {
    id_str: "17",
    full_text: "Tea &amp; toast",
    created_at: "Sun Nov 22 09:30:00 +0000 2026",
    lang: "en",
    favorite_count: "5",
    retweet_count: "2",
  };
  const post = { type: "post", externalId: "17", text: "Tea & toast", publishedAt: "2026-11-22T09:30:00.000Z" };
  expect(read("x-tweets", { tweet })).toMatchObject({
    items: [{ ...post, counts: { likes: 5, shares: 2, views: null } }],
  });
  const answer = { type: "message", byBrand: true, threadExternalId: "16", parentExternalId: "16" };
  expect(read("x-tweets", { tweet: { ...tweet, in_reply_to_status_id_str: "16" } })).toMatchObject({ items: [answer] });
  expect(read("x-tweets", { tweet: { ...tweet, created_at: "soon" } })).toEqual({ rejected: '"soon" is not a time.' });
  expect(read("x-tweets", { text: "x" })).toHaveProperty("rejected");
});

it.each([
  ['{"text":"Lovely "},{"text":"kettle"}', "Lovely kettle"],
  ['[{"text":"Lovely"}]', "Lovely"],
  ["Lovely, plain", "Lovely, plain"],
])("a comment of YouTube Takeout reads its words from %s", (cell, text) => {
  const row = {
    "Channel ID": "UC1",
    "Comment Create Timestamp": "2026-11-22T09:30:00+00:00",
    "Comment ID": "c2",
    "Parent Comment ID": "c1",
    "Video ID": "v1",
    "Comment Text": cell,
  };
  const place = { externalId: "c2", threadExternalId: "c1", parentExternalId: "c1", postExternalId: "v1" };
  expect(read("youtube-comments", row)).toMatchObject({
    items: [{ ...place, text, sentAt: "2026-11-22T09:30:00.000Z", byBrand: true }],
  });
});

it("a page of LinkedIn has its posts with counts, and the comments one wrote", () => {
  const row = {
    "Post title": "We are hiring",
    "Post link": "https://www.linkedin.com/feed/update/urn:li:activity:7300",
    "Created date": "11/21/2026",
    Impressions: "900",
    Likes: "12",
    Comments: "3",
    Reposts: "1",
  };
  const counts = { likes: 12, comments: 3, shares: 1, impressions: 900, views: null };
  expect(read("linkedin-posts", row)).toMatchObject({ items: [{ externalId: "urn:li:activity:7300", counts }] });
  const comment = { Date: "2026-11-21 10:00:00", Link: "https://l.example/1", Message: "Thanks" };
  expect(read("linkedin-comments", comment)).toMatchObject({
    items: [
      { text: "Thanks", byBrand: true, postExternalId: "https://l.example/1", sentAt: "2026-11-21T08:00:00.000Z" },
    ],
  });
  expect(read("linkedin-comments", { ...comment, Message: "" })).toEqual({ rejected: "There is no text." });
});
