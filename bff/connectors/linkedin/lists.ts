import type { z } from "zod";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must } from "#bff/connectors/must.ts";
import { List } from "./api.ts";
import type { Page } from "./page.ts";

/** As many as LinkedIn gives at once. */
export const perPage = 100;
const mostPages = 30;

type Moment = { at: string; id: string };
/** Comments from the oldest on. */
export const inOrder = (a: Moment, b: Moment): number => a.at.localeCompare(b.at) || a.id.localeCompare(b.id);

type Read = { data: unknown[] /** there is more behind them */; on: boolean };

/** One page of a list, from an offset; null where what it hangs on is gone. */
export async function pageAt(page: Page, path: string, start: number, size = perPage): Promise<Read | null> {
  const asked = `${path}${path.includes("?") ? "&" : "?"}start=${start}&count=${size}`;
  const answer = must(await page.find(asked));
  if (answer === null) return null;
  const { elements: data, paging } = List.parse(answer);
  // A page may hold fewer than asked for without being the last one; LinkedIn says by a link or the total that it is not.
  const linked = paging?.links?.some(({ rel }) => rel === "next") ?? false;
  return { data, on: data.length > 0 && (linked || data.length >= size || (paging?.total ?? 0) > start + data.length) };
}

/** All of a list; `whole` unless there was too much. A page that brings nothing new would come for ever, so it ends it. */
export async function allOf(
  page: Page,
  path: string,
  most = mostPages,
): Promise<{ data: unknown[]; whole: boolean } | null> {
  const seen = new Map<string, unknown>();
  for (let n = 0; n < most; n++) {
    const read = await pageAt(page, path, n * perPage);
    if (!read) return null;
    const before = seen.size;
    for (const raw of read.data) seen.set(JSON.stringify(raw), raw);
    const stuck = seen.size === before && read.data.length > 0;
    if (!read.on || stuck) return { data: [...seen.values()], whole: !stuck };
  }
  return { data: [...seen.values()], whole: false };
}

/** What of a list can be read; the rest is told as unreadable, with the post it stood under. */
export function readAll<T>(schema: z.ZodType<T>, data: unknown[], items: IncomingItem[], post: string | null): T[] {
  return data.flatMap((raw) => {
    const read = schema.safeParse(raw);
    if (read.success) return [read.data];
    const { commentUrn, id = null } = Object(raw) as { commentUrn?: unknown; id?: unknown };
    const known = commentUrn ?? id;
    const error = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    const kept = JSON.stringify({ post, raw });
    if (!items.some((item) => item.type === "unreadable" && item.raw === kept))
      items.push({ type: "unreadable", externalId: known ? String(known) : null, raw: kept, error });
    return [];
  });
}
