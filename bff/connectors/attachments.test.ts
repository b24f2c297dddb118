import { expect, it } from "vitest";
import { attachmentsOf } from "#bff/connectors/bluesky/attachments.ts";
import { messageFrom, readNote } from "#bff/connectors/bluesky/records.ts";
import { itemOf, readMapping, standardMapping } from "#bff/connectors/custom/mapping.ts";
import { Comment, Post } from "#bff/connectors/facebook/page.ts";
import { messageOfComment } from "#bff/connectors/facebook/told.ts";
import { Status } from "#bff/connectors/mastodon/api.ts";
import { messageOf } from "#bff/connectors/mastodon/told.ts";
import { Post as XPost } from "#bff/connectors/x/api.ts";
import { messageOf as xMessageOf } from "#bff/connectors/x/told.ts";

const cid = "bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy";
const seen = (embed: object) => ({ record: { embed } });
const picture = (ref: unknown) => ({ images: [{ alt: "the lid, open", image: { $type: "blob", ref } }] });
const shown = {
  kind: "picture",
  name: "the lid, open",
  url: `https://cdn.bsky.app/img/feed_fullsize/plain/did:plc:hannah/${cid}@jpeg`,
};

it("on Bluesky is the same from a checked answer, a raw one and beside a quoted post", () => {
  const parsed = { toString: () => cid };
  for (const embed of [picture(parsed), picture({ $link: cid }), { record: {}, media: picture({ $link: cid }) }])
    expect(attachmentsOf(seen(embed), "did:plc:hannah")).toEqual([shown]);
  expect(attachmentsOf(seen(picture({ $link: "../../elsewhere" })), "did:plc:hannah")).toMatchObject([{ url: null }]);
});

it("on Bluesky names a video and a link, and nothing where only a post is quoted", () => {
  const external = { external: { uri: "https://shop.example/lid", title: "Lid" } };
  expect(attachmentsOf(seen(external), "d")).toEqual([{ kind: "link", name: "Lid", url: "https://shop.example/lid" }]);
  expect(attachmentsOf(seen({ video: { ref: cid }, alt: "" }), "d")).toEqual([
    { kind: "video", name: null, url: null },
  ]);
  expect(attachmentsOf(seen({ record: { uri: "at://x", cid } }), "d")).toEqual([]);
});

it("on Bluesky reaches the message", () => {
  const note = readNote({
    ...{ uri: "at://did:plc:hannah/app.bsky.feed.post/1", cid, indexedAt: "2026-11-18T08:00:00.000Z" },
    author: { did: "did:plc:hannah", handle: "hannah.test" },
    record: { text: "Look", createdAt: "2026-11-18T08:00:00.000Z", embed: picture({ $link: cid }) },
  });
  if ("type" in note) throw new Error(note.error);
  const place = { is: "message", kind: "comment", from: 0, postUri: null } as const;
  expect(messageFrom(note, place, note.uri, "did:plc:lumi", null).attachments).toEqual([shown]);
});

it("on Mastodon has its kind, its description and the address it lies at", () => {
  const status = Status.parse({
    ...{ id: "1", account: { id: "9", acct: "hannah" }, content: "<p>Look</p>", visibility: "public" },
    created_at: "2026-11-18T08:00:00.000Z",
    media_attachments: [
      { type: "image", url: "https://files.example/1.jpeg", description: "the lid" },
      { type: "unknown", url: null, remote_url: "https://far.example/2.bin" },
    ],
  });
  expect(messageOf(status, { root: "1", post: null, kind: "mention" }, "7").attachments).toEqual([
    { kind: "picture", name: "the lid", url: "https://files.example/1.jpeg" },
    { kind: "file", name: null, url: "https://far.example/2.bin" },
  ]);
});

it("on Facebook is the page that shows it, of a picture too: the address of its file ends", () => {
  const post = Post.parse({ id: "p", created_time: "2026-11-18T08:00:00+0000", from: { id: "page" } });
  const comment = (attachment: object) =>
    messageOfComment(
      Comment.parse({ id: "c", created_time: "2026-11-18T08:00:00+0000", attachment }),
      ...([post, "c", "page"] as const),
    );
  const media = { image: { src: "https://scontent.example/1.jpg" } };
  expect(comment({ type: "photo", url: "https://facebook.example/photo", media })).toMatchObject({
    text: "[photo]",
    attachments: [{ kind: "picture", name: null, url: "https://facebook.example/photo" }],
  });
  expect(comment({ type: "video_inline", title: "Steam", url: "https://facebook.example/v", media })).toMatchObject({
    attachments: [{ kind: "video", name: "Steam", url: "https://facebook.example/v" }],
  });
});

it("on X is the page of the picture, and no other link", () => {
  const urls = [
    { url: "https://t.co/1", expanded_url: "https://x.com/hannah/status/7/photo/1" },
    { url: "https://t.co/2", expanded_url: "https://shop.example/status/7/photo/1" },
    { url: "https://t.co/3" },
  ];
  const post = XPost.parse({
    id: "7",
    text: "Look https://t.co/1",
    created_at: "2026-11-18T08:00:00Z",
    entities: { urls },
  });
  const told = xMessageOf(post, { root: "7", post: null, kind: "mention" }, "own", new Map());
  expect(told.attachments).toEqual([{ kind: "picture", name: null, url: "https://x.com/hannah/status/7/photo/1" }]);
});

it("of a source of one's own is a list of addresses, or of things with an address", () => {
  const read = readMapping(standardMapping);
  if ("problem" in read) throw new Error(read.problem);
  const media = ["https://f.example/1", { url: "https://f.example/2", type: "image/png", alt: "lid" }, {}, 7];
  const item = itemOf({ id: "1", text: "x", at: "2026-11-18T08:00:00.000Z", media }, read.mapping, "");
  expect(item).toMatchObject({
    attachments: [
      { kind: "file", name: null, url: "https://f.example/1" },
      { kind: "picture", name: "lid", url: "https://f.example/2" },
    ],
  });
});
