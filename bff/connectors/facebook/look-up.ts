import { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { Said } from "#bff/connectors/inbound.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import type { Graph } from "#bff/connectors/meta/graph.ts";
import type { Changes } from "#bff/connectors/meta/hook.ts";
import { List, readAll } from "#bff/connectors/meta/lists.ts";
import { findNamed, notShown } from "#bff/connectors/meta/look-up.ts";
import { whole } from "#bff/connectors/must.ts";
import { calls } from "./about.ts";
import { Comment, commentFields, countFields, Post } from "./page.ts";
import { byTime } from "./read.ts";
import { isMention, messageOfComment, messageOfMention, postOf, rootsOf } from "./told.ts";

const Is = z.enum(["here", "edited", "hidden", "shown", "gone"]);

/** What a webhook says of a comment, or with `comment` null of a post. */
const Notice = z.object({
  post: z.string(),
  comment: z.string().nullable(),
  is: Is,
  /** it answers nothing but the post, so that what hangs below goes with it */
  top: z.boolean(),
  /** it stands under what is shown as an ad alone */
  ad: z.boolean(),
});
type Notice = z.infer<typeof Notice>;

const verbs = new Map<string, Said["is"]>([
  ["add", "here"],
  ["edit", "edited"],
  ["edited", "edited"],
  ["hide", "hidden"],
  ["unhide", "shown"],
  ["remove", "gone"],
  ["delete", "gone"],
]);
const posts = new Set(["status", "post", "photo", "video", "share", "link", "album", "event"]);

const Change = z.object({
  field: z.literal("feed"),
  value: z.object({
    item: z.string(),
    verb: z.string(),
    post_id: z.string(),
    comment_id: z.string().optional(),
    parent_id: z.string().optional(),
    post: z.object({ is_published: z.boolean().optional() }).nullish().catch(null),
  }),
});

/** Comments and visitors' posts among a Page's changes, however old: polling reads under the newest posts alone. */
export function changesIn(changes: unknown[]): Changes {
  const named = changes.flatMap((raw) => {
    const value = Change.safeParse(raw).data?.value;
    const is = value && verbs.get(value.verb);
    if (!value || !is) return [];
    const { item, post_id: post, comment_id: comment = null, parent_id: parent } = value;
    const ofPost = posts.has(item) && is !== "here";
    if (item === "comment" ? comment === null : !ofPost) return [];
    const id = item === "comment" ? comment : null;
    const ad = value.post?.is_published === false;
    const notice: Notice = { post, comment: id, is, top: id === null || parent === post, ad };
    return [{ notice: JSON.stringify(notice), said: { externalId: id ?? post, is } }];
  });
  return { notices: [], items: [], named, rest: changes };
}

const answers = 50;
const treeFields = `${commentFields},comments.order(reverse_chronological).limit(${answers}){${commentFields}}`;
const WithAnswers = Comment.extend({ comments: List.optional() });

type Asked = { ads: boolean; now: Date; known: boolean };

/** What a webhook named, as it is now: a comment with its thread and post, a post, or its deletion. */
export const lookUp = (page: Graph, notice: string, { ads, now, known }: Asked): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const { post: postId, comment: id, is, top, ad } = Notice.parse(JSON.parse(notice));
    // Nobody asked for comments under ads.
    if (ad && !ads) return [];
    const items: IncomingItem[] = [];
    const raw = await findNamed(page, id ?? postId, id === null ? countFields : commentFields, "feed");
    if (raw === null) {
      const gone = { type: "deletion" as const, externalId: id ?? postId, at: now.toISOString(), below: top };
      // Not shown is no proof of a deletion; that Facebook told of one and does not show it, or showed it before, is.
      if (is === "gone") return [gone];
      if (id !== null && (await findNamed(page, postId, "id", "feed")) !== null) return known ? [gone] : [];
      return notShown(notice, id ?? postId, "Facebook told of it, but shows neither it nor the post it stands under.");
    }
    const found = id === null ? raw : await findNamed(page, postId, countFields, "feed");
    if (found === null) return notShown(notice, id ?? postId, "Facebook shows this comment, but not its post.");
    const [post] = readAll(Post, [found], items);
    if (!post || (post.is_published === false && !ads)) return items;
    items.push(isMention(post, page.id) ? messageOfMention(post) : postOf(post, "unknown", calls.post));
    const comments = id === null ? [] : await withThread(page, raw, items);
    const roots = rootsOf(comments, post, page.id, () => undefined);
    const told = [...items, ...comments.map((one) => messageOfComment(one, post, roots.get(one.id)!, page.id))];
    const edited = is === "edited" ? now.toISOString() : null;
    return told.map((item) =>
      item.type === "message" && item.externalId === (id ?? postId) ? { ...item, editedAt: edited } : item,
    );
  });

/** A comment after what it answers and what stands beside it: the thread may not be here. */
async function withThread(page: Graph, raw: unknown, items: IncomingItem[]): Promise<Comment[]> {
  const [comment] = readAll(Comment, [raw], items);
  if (!comment?.parent) return comment ? [comment] : [];
  const above = await findNamed(page, comment.parent.id, treeFields, "feed");
  const [first] = above === null ? [] : readAll(WithAnswers, [above], items);
  const beside = first ? [first, ...readAll(Comment, first.comments?.data ?? [], items)] : [];
  return [...new Map([...beside, comment].map((one) => [one.id, one])).values()].sort(byTime);
}
