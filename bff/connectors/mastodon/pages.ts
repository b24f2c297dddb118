import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must } from "#bff/connectors/must.ts";
import { Notification, type Query, type Server, Status } from "./api.ts";

const pageSize = 40;
const mostPages = 60;

type Raw = { id: string; created_at: string };

/** Everything newer than `since`, or than `floor` where nothing was read yet; newest pages first, as servers page. */
async function newer(server: Server, path: string, query: Query, since: string | null, floor: string): Promise<Raw[]> {
  const all: Raw[] = [];
  let before: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer = must(
      await server.get(path, {
        ...query,
        limit: String(pageSize),
        ...(since && { since_id: since }),
        ...(before && { max_id: before }),
      }),
    );
    const items = (Array.isArray(answer.body) ? answer.body : []) as Raw[];
    // A server that does not understand `max_id` would give the same page for ever.
    if (items.length === 0 || items.at(-1)?.id === before || all.some((one) => one.id === items[0]?.id)) break;
    all.push(...items);
    before = items.at(-1)?.id ?? null;
    if (items.length < pageSize || (!since && (items.at(-1)?.created_at ?? "") < floor)) break;
  }
  return all.filter((one) => since !== null || one.created_at >= floor).reverse();
}

function read(raw: unknown, items: IncomingItem[]): Status[] {
  const status = Status.safeParse(raw);
  if (status.success) return [status.data];
  const id = (raw as { id?: unknown } | null)?.id;
  const error = status.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  items.push({ type: "unreadable", externalId: id ? String(id) : null, raw: JSON.stringify(raw), error });
  return [];
}

/** Own statuses, oldest first. */
export async function newerStatuses(
  server: Server,
  since: string | null,
  floor: string,
  items: IncomingItem[],
): Promise<Status[]> {
  const path = `/api/v1/accounts/${server.id}/statuses`;
  return (await newer(server, path, { exclude_reblogs: "true" }, since, floor)).flatMap((raw) => read(raw, items));
}

/** What people wrote to or about the brand, oldest first. */
export async function newerNotes(
  server: Server,
  since: string | null,
  floor: string,
  items: IncomingItem[],
): Promise<{ statuses: Status[]; newest: string | null }> {
  const raw = await newer(server, "/api/v1/notifications", { types: ["mention", "quote"] }, since, floor);
  const statuses = raw.flatMap((one) => {
    const note = Notification.safeParse(one).data;
    return note?.status && ["mention", "quote"].includes(note.type) ? read(note.status, items) : [];
  });
  return { statuses, newest: raw.at(-1)?.id ?? null };
}
