import { must } from "#bff/connectors/must.ts";
import { type Read, readPage, type X } from "./api.ts";

const asked = {
  "post.fields": "id,text,created_at,conversation_id,lang,public_metrics,entities,note_post",
  expansions: "author_id,referenced_posts,edit_history_post_ids",
  "user.fields": "id,username,name",
};
/** Whether posts that are known still stand, and in which version. X charges for every author that is told along. */
export const onlyVersions = { "post.fields": "id,created_at", expansions: "edit_history_post_ids" };
const mostPages = 35;
const batch = 100;

type Window = { since_id?: string; start_time?: string; end_time?: string };

/** One page of posts, newest first. A conversation or post that is gone has none. */
export async function page(x: X, path: string, query: Record<string, string | undefined>): Promise<Read> {
  return readPage(must(await x.get(path, { ...asked, max_results: "100", ...query }, [404])).body);
}

/** Every page of a list, put together oldest first. */
export async function allOf(x: X, path: string, query: Window & { query?: string }): Promise<Read> {
  const all: Read = { posts: [], users: new Map(), odd: [], next: null, gone: new Set() };
  const ids = new Set<string>();
  const token = path.includes("search") ? "next_token" : "pagination_token";
  for (let n = 0; n < mostPages; n++) {
    const read = await page(x, path, { ...query, ...(all.next && { [token]: all.next }) });
    const fresh = read.posts.filter(({ version }) => !ids.has(version));
    for (const post of fresh) ids.add(post.version);
    all.posts.push(...fresh);
    all.odd.push(...read.odd);
    for (const [id, user] of read.users) all.users.set(id, user);
    // A page that brings nothing new would come for ever.
    if (!read.next || fresh.length + read.odd.length === 0) break;
    all.next = read.next;
  }
  all.posts.reverse();
  return all;
}

/** Posts by id, hundred at a time; what is missing in the answer is gone or out of reach. */
export async function postsAt(x: X, ids: string[], fields: Record<string, string> = asked): Promise<Read> {
  const all: Read = { posts: [], users: new Map(), odd: [], next: null, gone: new Set() };
  for (let at = 0; at < ids.length; at += batch) {
    const query = { ...fields, ids: ids.slice(at, at + batch).join(",") };
    const read = readPage(must(await x.get("/2/tweets", query)).body);
    all.posts.push(...read.posts);
    all.odd.push(...read.odd);
    for (const [id, user] of read.users) all.users.set(id, user);
    for (const id of read.gone) all.gone.add(id);
  }
  return all;
}

/** An older version of an edited post is still given by its id; the last one has to be asked for. */
export async function latest(x: X, read: Read): Promise<Read> {
  const edited = read.posts.flatMap(({ versions, version }) =>
    versions.at(-1) === version ? [] : (versions.at(-1) ?? []),
  );
  if (edited.length === 0) return { ...read, posts: [], odd: [] };
  const newer = await postsAt(x, edited);
  return { ...newer, users: new Map([...read.users, ...newer.users]) };
}

/** The newest id of a reading, that of what could not be read included, or of an earlier one. */
export function newestOf({ posts, odd }: Read, before: string | null): string | null {
  const unread = odd.flatMap(({ raw }) => (raw as { id?: unknown } | null)?.id ?? []);
  const ids = [...posts.map(({ version }) => version), ...unread].filter((id) => /^\d+$/.test(String(id)));
  return ids.reduce<string | null>(
    (newest, id) => (newest === null || BigInt(String(id)) > BigInt(newest) ? String(id) : newest),
    before,
  );
}
