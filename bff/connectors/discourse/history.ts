import { z } from "zod";
import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import { whole } from "#bff/connectors/must.ts";
import type { Forum } from "./api.ts";
import { freshCursor } from "./cursor.ts";
import { readingOf, tell } from "./place.ts";
import { pageOf, span } from "./read.ts";

const From = z.object({ below: z.number() });

/** What lies before, newest first, a page of the forum at a time down to `until`. */
export const backfill = (forum: Forum, until: string, text: string | null): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const below = text ? From.parse(JSON.parse(text)).below : null;
    const reading = readingOf(forum, freshCursor(until));
    const page = (await pageOf(reading, below ?? undefined)).filter(({ id }) => below === null || id < below);
    const told = new Set<number>();
    for (const post of page) if (post.created_at >= until) await tell(reading, post, told);
    const next = page[0]?.id ?? Math.max((below ?? 0) - span, 0);
    const oldest = page[0] ? new Date(page[0].created_at).toISOString() : null;
    // A post may have been written back in time (an import); only the whole page tells that the window is left.
    const left = page.length > 0 && page.every((post) => Date.parse(post.created_at) < Date.parse(until));
    return {
      items: reading.items,
      cursor: JSON.stringify({ below: next }),
      more: next > 1 && !left,
      reachedTo: oldest,
    };
  });
