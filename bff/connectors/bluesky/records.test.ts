import { describe, expect, it } from "vitest";
import { messageFrom, type Note, placeOf, postOf, readNote, sentAt, urlOf } from "./records.ts";

const lumi = "did:plc:lumi";
const uriOf = (who: string, key: string) => `at://did:plc:${who}/app.bsky.feed.post/${key}`;
const refTo = (note: Note) => ({ uri: note.uri, cid: note.cid });

function note(
  who: string,
  key: string,
  record: Record<string, unknown> = {},
  view: Record<string, unknown> = {},
): Note {
  const read = readNote({
    uri: uriOf(who, key),
    cid: `cid-${key}`,
    author: { did: `did:plc:${who}`, handle: `${who}.test` },
    indexedAt: "2026-03-01T12:00:00.000Z",
    record: { text: key, createdAt: "2026-03-01T11:59:59Z", ...record },
    ...view,
  });
  if ("type" in read) throw new Error(read.error);
  return read;
}

const under = (parent: Note) => ({
  reply: { root: parent.record.reply?.root ?? refTo(parent), parent: refTo(parent) },
});
const naming = { facets: [{ index: {}, features: [{ $type: "app.bsky.richtext.facet#mention", did: lumi }] }] };
const quoting = (post: Note) => ({ embed: { $type: "app.bsky.embed.record", record: refTo(post) } });

const post = note("lumi", "post");
const comment = note("aino", "comment", under(post));
const answer = note("lumi", "answer", under(comment));
const visitor = note("aino", "visitor");

describe("the thread a message belongs to", () => {
  it("starts with the first message of the community under our post", () => {
    const other = note("timo", "other", under(answer));
    const place = { is: "message", kind: "comment", from: 1, postUri: post.uri };
    expect(placeOf([post, comment], lumi)).toEqual(place);
    expect(placeOf([post, comment, answer, other], lumi)).toEqual(place);
  });

  it("hangs on the part of our own thread that was answered", () => {
    const second = note("lumi", "second", under(post));
    expect(placeOf([post, second], lumi)).toEqual({ is: "post" });
    const reply = note("aino", "reply", under(second));
    expect(placeOf([post, second, reply], lumi)).toMatchObject({ from: 2, postUri: second.uri });
  });

  it("stays a comment under our post when what stood between is gone", () => {
    const deep = note("aino", "deep", under(note("timo", "gone", under(post))));
    expect(placeOf([deep], lumi)).toEqual({ is: "message", kind: "comment", from: 0, postUri: post.uri });
  });

  it("starts, elsewhere, with the message that names us, and keeps what follows", () => {
    const naming1 = note("timo", "naming", { ...under(visitor), ...naming });
    const ours = note("lumi", "ours", under(naming1));
    const more = note("aino", "more", { ...under(ours), ...naming });
    const place = { is: "message", kind: "mention", from: 1, postUri: null };
    expect(placeOf([visitor, naming1], lumi)).toEqual(place);
    expect(placeOf([visitor, naming1, ours, more], lumi)).toEqual(place);
  });

  it("starts with the quote of our post, with or without pictures", () => {
    const quote = note("aino", "quote", quoting(post));
    const pictured = note("aino", "pictured", { embed: { media: {}, record: { record: refTo(post) } } });
    const place = { is: "message", kind: "quote", from: 0, postUri: post.uri };
    expect(placeOf([quote], lumi)).toEqual(place);
    expect(placeOf([pictured], lumi)).toEqual(place);
  });

  it("is a visitor's post when we answered unasked", () => {
    const unasked = note("lumi", "unasked", under(visitor));
    expect(placeOf([visitor, unasked], lumi)).toMatchObject({ kind: "visitor_post", from: 0 });
  });

  it("is no concern of ours when nobody names, quotes or answers us", () => {
    expect(placeOf([visitor, note("timo", "reply", under(visitor))], lumi)).toBeNull();
    expect(placeOf([note("aino", "quote", quoting(visitor))], lumi)).toBeNull();
  });
});

describe("what is read of a record", () => {
  it("does not believe a time from after the network saw the post, nor nonsense", () => {
    expect(sentAt(note("aino", "a", { createdAt: "2031-01-01T00:00:00Z" }))).toBe("2026-03-01T12:00:00.000Z");
    expect(sentAt(note("aino", "a", { createdAt: "soon" }))).toBe("2026-03-01T12:00:00.000Z");
    expect(sentAt(note("aino", "a"))).toBe("2026-03-01T11:59:59.000Z");
  });

  it("takes a single language as said and leaves several to be found out", () => {
    expect(postOf(note("lumi", "a", { langs: ["fi-FI"] })).lang).toBe("fi");
    expect(postOf(note("lumi", "a", { langs: ["fi", "en"] })).lang).toBeNull();
    expect(postOf(note("lumi", "a")).lang).toBeNull();
  });

  it("keeps a count the network does not give as missing", () => {
    expect(postOf(note("lumi", "a", {}, { likeCount: 3, replyCount: 0 })).counts).toMatchObject({
      likes: 3,
      comments: 0,
      shares: null,
      quotes: null,
      reach: null,
    });
  });

  it("marks our own messages and has no parent for the root of a thread", () => {
    const place = placeOf([post, comment, answer], lumi);
    if (place?.is !== "message") throw new Error("expected a message");
    const ours = messageFrom(answer, place, comment.uri, lumi, null);
    expect(ours).toMatchObject({ byBrand: true, parentExternalId: comment.uri, threadExternalId: comment.uri });
    expect(messageFrom(comment, place, comment.uri, lumi, null)).toMatchObject({
      byBrand: false,
      parentExternalId: null,
    });
  });

  it("links to the account's id where its handle no longer holds", () => {
    expect(urlOf(comment.uri, "handle.invalid")).toBe("https://bsky.app/profile/did:plc:aino/post/comment");
  });

  it("sets aside what it cannot read, with its address and the reason", () => {
    const broken = { uri: "at://did:plc:aino/app.bsky.feed.post/x", cid: "c", record: { text: 5 } };
    expect(readNote(broken)).toMatchObject({ type: "unreadable", externalId: broken.uri, raw: JSON.stringify(broken) });
    expect(readNote(null)).toMatchObject({ type: "unreadable", externalId: null, raw: "null" });
  });
});
