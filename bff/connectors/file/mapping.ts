import { createHash } from "node:crypto";
import { z } from "zod";
import { localTime } from "#bff/connectors/file/local-time.ts";
import type { Counts, IncomingItem } from "#bff/connectors/incoming.ts";
import { DomainError } from "#shared/errors.ts";
import { ThreadKind } from "#shared/inbox/schema.ts";

/** What a row becomes, or why it cannot be taken. */
export type Mapped = { items: IncomingItem[] } | { rejected: string };

/** Turns rows into items. One is opened per file, because some presets remember what came before. */
export type RowReader = (row: Record<string, unknown>) => Mapped;

/** Fields of `--map column=field`. */
const mapFields = [
  "id",
  "text",
  "author",
  "name",
  "at",
  "thread",
  "parent",
  "post",
  "kind",
  "lang",
  "url",
  "ours",
  "likes",
  "comments",
  "shares",
] as const;
type MapField = (typeof mapFields)[number];

/** A reader for any table: `column=field` for each column that matters; a text and a time are needed. */
export function mappedReader(pairs: string[], timeZone: string): RowReader {
  const columns = new Map<MapField, string>();
  for (const pair of pairs) {
    const cut = pair.lastIndexOf("=");
    const field = MapFieldName.safeParse(pair.slice(cut + 1));
    if (cut < 1 || !field.success)
      throw new DomainError(
        "invalid_input",
        `--map ${pair} is not column=field; the fields are ${mapFields.join(", ")}.`,
      );
    columns.set(field.data, pair.slice(0, cut));
  }
  for (const needed of ["text", "at"] as const)
    if (!columns.has(needed)) throw new DomainError("invalid_input", `--map has to name the column of "${needed}".`);
  return (row) => {
    const missing = [...columns.values()].find((column) => !(column in row));
    if (missing) return { rejected: `There is no column "${missing}".` };
    return mapRow(
      (field) => cell(row, columns.get(field)),
      (field) => columns.has(field),
      timeZone,
    );
  };
}

const MapFieldName = z.enum(mapFields);

const cell = (row: Record<string, unknown>, column: string | undefined): string | null => {
  const value = column === undefined ? null : row[column];
  return value === null || value === undefined || value === "" ? null : String(value);
};

const countFields = ["likes", "comments", "shares"] as const;
type Get = (field: MapField) => string | null;

function mapRow(get: Get, has: (field: MapField) => boolean, timeZone: string): Mapped {
  const text = get("text");
  const at = get("at");
  const sentAt = at && localTime(at, timeZone);
  if (!text) return { rejected: "There is no text." };
  if (!sentAt) return { rejected: at ? `"${at}" is not a time.` : "There is no time." };
  if (get("kind") === "post" || (!get("kind") && countFields.some((field) => has(field))))
    return mapPost(get, { text, publishedAt: sentAt });
  const kind = ThreadKind.safeParse(get("kind") ?? "comment");
  if (!kind.success)
    return { rejected: `"${get("kind")}" is not a kind; use ${[...ThreadKind.options, "post"].join(", ")}.` };
  const handle = get("author") ?? get("name") ?? "unknown";
  const externalId = get("id") ?? rowKey([handle, sentAt, text]);
  const parent = get("parent");
  return {
    items: [
      {
        type: "message",
        externalId,
        threadExternalId: get("thread") ?? parent ?? externalId,
        parentExternalId: parent,
        postExternalId: get("post"),
        kind: kind.data,
        byBrand: ["1", "true", "yes"].includes((get("ours") ?? "").toLowerCase()),
        author: { externalId: handle, handle, displayName: get("name"), url: null },
        text,
        lang: get("lang"),
        sentAt,
        editedAt: null,
        url: get("url"),
      },
    ],
  };
}

/** A row with counts is a post of the brand. An empty cell is not given, never 0. */
function mapPost(get: Get, { text, publishedAt }: { text: string; publishedAt: string }): Mapped {
  const none = { quotes: null, reach: null, impressions: null, views: null };
  const counts: Counts = { ...none, likes: null, comments: null, shares: null };
  for (const field of countFields) {
    const given = get(field);
    if (given !== null && !/^\d+$/.test(given.trim())) return { rejected: `"${given}" is not a count (${field}).` };
    counts[field] = given === null ? null : Number(given);
  }
  const externalId = get("id") ?? rowKey([publishedAt, text]);
  const url = get("url");
  return {
    items: [{ type: "post", externalId, text, url, publishedAt, lang: get("lang"), paid: "unknown", counts }],
  };
}

/** A key for a row that has none: the same words give the same key. */
export const rowKey = (parts: unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 24);
