import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { unnamedAuthor } from "#bff/connectors/incoming.ts";
import type { Attachment, AttachmentKind } from "#shared/inbox/attachment.ts";

/** Our names for what a source may tell of an item, and of a page (`items`, `next`). */
const names = [
  "items",
  "next",
  "id",
  "former",
  "kind",
  "text",
  "at",
  "edited",
  "deleted",
  "hidden",
  "author",
  "handle",
  "name",
  "thread",
  "parent",
  "post",
  "ours",
  "lang",
  "url",
  "media",
  "likes",
  "comments",
  "shares",
  "views",
] as const;
type Name = (typeof names)[number];

/** Where each of our names lies in the source's JSON, as a path with dots. */
export type Mapping = Partial<Record<Name, string>>;

/** What fits a source that calls things as we do. */
export const standardMapping = `${names
  .map((name) =>
    ["author", "handle", "name"].includes(name)
      ? `${name} = author.${name === "author" ? "id" : name}`
      : `${name} = ${name}`,
  )
  .join("\n")}`;

/** Reads the lines a person wrote; a line that cannot be gives a sentence. */
export function readMapping(lines: string): { mapping: Mapping } | { problem: string } {
  const mapping: Mapping = {};
  for (const line of lines.split(/\r?\n/)) {
    const bare = line.trim();
    if (!bare) continue;
    const [name = "", path = "", ...rest] = bare.split("=").map((part) => part.trim());
    if (!names.includes(name as Name))
      return { problem: `"${name}" is no field of Konak; there are ${names.join(", ")}.` };
    if (!path || rest.length > 0) return { problem: `The line "${bare}" has to be like id = comment.id.` };
    mapping[name as Name] = path;
  }
  for (const needed of ["id", "text", "at"] as const)
    if (!mapping[needed]) return { problem: `The field ${needed} needs a line.` };
  return { mapping };
}

/** A value by its path; undefined where the path leads nowhere. */
export function at(value: unknown, path: string | undefined): unknown {
  if (!path) return undefined;
  if (path === ".") return value;
  let found = value;
  for (const step of path.split(".")) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

const textAt = (value: unknown, path: string | undefined): string | null => {
  const found = at(value, path);
  return typeof found === "string" && found !== "" ? found : typeof found === "number" ? String(found) : null;
};

const yes = (value: unknown): boolean =>
  value === true ||
  value === 1 ||
  value === "true" ||
  value === "1" ||
  (typeof value === "string" && /^\d{4}-/.test(value));

/** A moment as sources write it: ISO with an offset, or Unix seconds or milliseconds; null when it is neither. */
export function instant(value: unknown): string | null {
  if (typeof value === "number" || (typeof value === "string" && /^\d{9,13}(\.\d+)?$/.test(value))) {
    const number = Number(value);
    const date = new Date(number < 100_000_000_000 ? number * 1000 : number);
    return Number.isNaN(date.getTime()) ? null : date.toISOString();
  }
  if (typeof value !== "string" || !/T.*(Z|[+-]\d\d:?\d\d)$/.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

const count = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** One thing a source told, as an item; what cannot be read is an unreadable one. `now` dates what bears no date. */
export function itemOf(raw: unknown, mapping: Mapping, now: string): IncomingItem {
  const id = textAt(raw, mapping.id);
  const unreadable = (error: string): IncomingItem => ({
    type: "unreadable",
    externalId: id,
    raw: JSON.stringify(raw),
    error,
  });
  if (!id) return unreadable("It has no id.");
  if (yes(at(raw, mapping.deleted)))
    return { type: "deletion", externalId: id, at: instant(at(raw, mapping.deleted)) ?? now };
  const sentAt = instant(at(raw, mapping.at));
  if (!sentAt) return unreadable("It does not say when it was written, with an offset.");
  const text = at(raw, mapping.text);
  if (typeof text !== "string") return unreadable("Its text is no text.");
  const kind = textAt(raw, mapping.kind);
  if (kind === "post") return postOf(raw, mapping, { id, text, sentAt });
  const postExternalId = textAt(raw, mapping.post);
  const author = textAt(raw, mapping.author);
  const handle = textAt(raw, mapping.handle) ?? author ?? "";
  const hidden = at(raw, mapping.hidden);
  const former = [at(raw, mapping.former)].flat().flatMap((one) => textAt(one, ".") ?? []);
  return {
    type: "message",
    externalId: id,
    threadExternalId: textAt(raw, mapping.thread) ?? id,
    parentExternalId: textAt(raw, mapping.parent),
    postExternalId,
    kind: kind === "mention" || kind === "quote" ? kind : postExternalId || kind === "comment" ? "comment" : "mention",
    byBrand: yes(at(raw, mapping.ours)),
    author: author
      ? { externalId: author, handle, displayName: textAt(raw, mapping.name), url: null }
      : { ...unnamedAuthor },
    text,
    lang: textAt(raw, mapping.lang),
    sentAt,
    editedAt: instant(at(raw, mapping.edited)),
    url: webAddress(textAt(raw, mapping.url)),
    ...(former.length > 0 && { formerIds: former }),
    ...(hidden !== undefined && { hidden: yes(hidden) }),
    ...(mapping.media && { attachments: mediaOf(at(raw, mapping.media)) }),
  };
}

/** A list of addresses, or of things with `url`, and `type` (image, video, audio) and `alt` or `name` where known. */
const mediaOf = (value: unknown): Attachment[] =>
  (Array.isArray(value) ? value : value ? [value] : []).flatMap((one: unknown) => {
    const url = typeof one === "string" ? one : textAt(one, "url");
    const kind = kinds[(textAt(one, "type") ?? "").split("/")[0] ?? ""] ?? "file";
    return url ? [{ kind, name: textAt(one, "alt") ?? textAt(one, "name"), url: webAddress(url) }] : [];
  });
const kinds: Record<string, AttachmentKind> = { image: "picture", picture: "picture", video: "video", audio: "audio" };

const webAddress = (url: string | null): string | null => (url && /^https?:\/\//.test(url) ? url : null);

function postOf(
  raw: unknown,
  mapping: Mapping,
  { id, text, sentAt }: { id: string; text: string; sentAt: string },
): IncomingItem {
  const number = (name: "likes" | "comments" | "shares" | "views") => count(at(raw, mapping[name]));
  const counts = {
    likes: number("likes"),
    comments: number("comments"),
    shares: number("shares"),
    views: number("views"),
    quotes: null,
    reach: null,
    impressions: null,
    call: "GET its address",
  };
  const given = [counts.likes, counts.comments, counts.shares, counts.views].some((one) => one !== null);
  return {
    type: "post",
    externalId: id,
    text,
    url: webAddress(textAt(raw, mapping.url)),
    publishedAt: sentAt,
    lang: textAt(raw, mapping.lang),
    paid: "unknown",
    counts: given ? counts : null,
  };
}
