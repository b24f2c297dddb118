import { z } from "zod";
import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { Notification, type Server, Status } from "./api.ts";
import { findPlaces } from "./places.ts";
import { isBoost, iso, isPost, messageOf, postOf } from "./told.ts";

const Past = z.object({ step: z.enum(["posts", "notes"]), before: z.string().nullable() });
const pageSize = 40;

/** What lies before: first the brand's own statuses back to `until`, then what people wrote to it, newest first. */
export const backfill = (server: Server, until: string, text: string | null): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const { step, before } = text ? Past.parse(JSON.parse(text)) : { step: "posts" as const, before: null };
    const query = { limit: String(pageSize), ...(before && { max_id: before }) };
    const raw = (
      step === "posts"
        ? must(await server.get(`/api/v1/accounts/${server.id}/statuses`, { ...query, exclude_reblogs: "true" })).body
        : must(await server.get("/api/v1/notifications", { ...query, types: ["mention", "quote"] })).body
    ) as unknown[];
    const read = raw.map((one) => readOne(step, one));
    const kept = read.filter((one) => one.at >= until);
    const items: IncomingItem[] = [];
    const statuses = kept.flatMap((one) => (one.status && !isBoost(one.status) ? [one.status] : []));
    const posts = statuses.filter((status) => isPost(status, server.id));
    for (const post of posts.toReversed()) items.push(postOf(post));
    const messages = statuses.filter((status) => !isPost(status, server.id)).toReversed();
    const ids = new Set(posts.map((post) => post.id));
    for (const { status, place } of await findPlaces(server, messages, new Map(), ids))
      items.push(messageOf(status, place, server.id));
    const oldest = read.at(-1);
    const ended = raw.length < pageSize || !oldest || oldest.at < until || oldest.id === before;
    const next = ended ? { step: "notes" as const, before: null } : { step, before: oldest.id };
    const more = !(ended && step === "notes");
    // While own posts are read, nothing can be said yet of how far people's words go back.
    const reachedTo = step === "notes" ? (kept.at(-1)?.at ?? null) : null;
    return { items, cursor: JSON.stringify(next), more, reachedTo };
  });

function readOne(step: "posts" | "notes", raw: unknown): { id: string; at: string; status: Status | null } {
  if (step === "posts") {
    const status = Status.parse(raw);
    return { id: status.id, at: iso(status.created_at), status };
  }
  const note = Notification.parse(raw);
  return { id: note.id, at: iso(note.created_at), status: Status.safeParse(note.status).data ?? null };
}
