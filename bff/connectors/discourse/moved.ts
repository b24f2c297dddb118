import type { ConnectedAccount, Moving, Outcome } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { Credentials, type Forum, postOf } from "./api.ts";
import { cursorOf, gone } from "./cursor.ts";

const looked = 5;

/**
 * A forum at another address is the same one when the same user speaks there and the newest posts that are known stand
 * there in the same topics at the same places. Before anything was read, the same user is enough.
 */
export async function movedForum(
  forum: Forum,
  { access, cursor, name }: Moving,
  account: ConnectedAccount,
): Promise<Outcome<ConnectedAccount>> {
  const refused = (why: string) => ({ kind: "refused" as const, reason: `${why} Connect it as a channel of its own.` });
  const before = Credentials.safeParse(access.credentials).data;
  if (before && before.user.toLowerCase() !== forum.user.toLowerCase())
    return refused(`The channel speaks as ${before.user}, and this key as ${forum.user}.`);
  const found = await whole(() => hasKnown(forum, cursor));
  if (found.kind !== "ok") return found;
  if (!found.value) return refused(`The forum at this address does not have the posts of ${name}.`);
  return { kind: "ok", value: account };
}

async function hasKnown(forum: Forum, text: string | null): Promise<boolean> {
  const there = [...cursorOf(text, "").known].filter(([, { v }]) => v !== gone);
  if (there.length === 0) return true;
  let same = 0;
  for (const [id, { t, n }] of there.sort(([a], [b]) => b - a).slice(0, looked)) {
    const post = must(await postOf(forum, String(id)));
    if (post && (post.topic_id !== t || post.post_number !== n)) return false;
    if (post) same++;
  }
  return same > 0;
}
