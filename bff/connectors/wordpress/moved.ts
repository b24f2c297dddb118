import type { ConnectedAccount, ConnectorParts, Moving, Outcome } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { blogOf, Comment, Credentials, Settings } from "./api.ts";
import { cursorOf, postsIn } from "./sync.ts";
import { versionOf } from "./told.ts";

const looked = 50;

/**
 * A blog at another address is the same one when the same user signs in there and one of the comments or posts that are
 * known is there as it was; ids of a WordPress start at 1 on every blog, so an id alone says nothing.
 */
export async function movedBlog(
  parts: ConnectorParts,
  { access, cursor, name }: Moving,
  account: ConnectedAccount,
): Promise<Outcome<ConnectedAccount>> {
  const refused = (why: string) => ({ kind: "refused" as const, reason: `${why} Connect it as a channel of its own.` });
  const [before, now] = [Credentials.safeParse(access.credentials).data, Credentials.parse(account.credentials)];
  const was = Settings.safeParse(access.settings).data;
  const sameUser = !before || before.user.toLowerCase() === now.user.toLowerCase();
  if (!sameUser || (was && was.userId !== Settings.parse(account.settings).userId))
    return refused(`The blog at this address knows ${now.user} as another user than ${name} does.`);
  const found = await whole(() => isKnown(parts, access, account, cursor));
  if (found.kind !== "ok") return found;
  if (!found.value) return refused(`The blog at this address has none of the comments of ${name}.`);
  return { kind: "ok", value: account };
}

async function isKnown(
  parts: ConnectorParts,
  access: Moving["access"],
  account: ConnectedAccount,
  text: string | null,
): Promise<boolean> {
  const cursor = cursorOf(text, parts.clock.now());
  const comments = new Map(cursor.known.slice(0, looked).map(([id, version]) => [id, version]));
  const posts = new Map(cursor.posts.slice(-looked));
  if (comments.size + posts.size === 0) return true;
  const blog = blogOf(parts, { ...access, credentials: account.credentials, settings: account.settings ?? {} });
  const listed = async (what: "comments" | "posts", ids: Map<number, string>) =>
    ids.size === 0 ? [] : must(await blog.list(what, { include: [...ids.keys()].join(",") })).items;
  const said = (await listed("comments", comments)).flatMap((one) => Comment.safeParse(one).data ?? []);
  if (said.some((comment) => comments.get(comment.id) === versionOf(comment))) return true;
  return postsIn(await listed("posts", posts)).some((post) => posts.get(post.id) === post.modified_gmt);
}
