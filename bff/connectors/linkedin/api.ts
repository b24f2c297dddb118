import { z } from "zod";
import { commentUrn, partsOf } from "./urns.ts";

const count = z.number().nullish();
const Moment = z.object({ time: z.number() });
const moment = (time: number): string => new Date(time).toISOString();

/**
 * A comment or an answer to one. LinkedIn names its place by `commentUrn` or, in older answers, `$URN`, leaves `actor`
 * out where it may not say who wrote, and does not always say how many answers there are.
 */
export const Comment = z
  .object({
    id: z.coerce.string(),
    commentUrn: z.string().nullish(),
    $URN: z.string().nullish(),
    object: z.string().nullish(),
    actor: z.string().nullish(),
    parentComment: z.string().nullish(),
    message: z.object({ text: z.string().nullish() }).nullish(),
    content: z.array(z.object({ type: z.string().nullish(), url: z.string().nullish() })).nullish(),
    created: Moment,
    lastModified: Moment.nullish(),
    commentsSummary: z.object({ totalFirstLevelComments: count, aggregatedTotalComments: count }).nullish(),
  })
  .transform((comment, context) => {
    const place = partsOf(comment.commentUrn ?? comment.$URN ?? commentUrn(comment.object ?? "", comment.id));
    if (!place) {
      context.addIssue({ code: "custom", path: ["commentUrn"], message: "does not say where it stands" });
      return z.NEVER;
    }
    const { totalFirstLevelComments: first, aggregatedTotalComments: all } = comment.commentsSummary ?? {};
    return {
      ...place,
      parent: comment.parentComment ? (partsOf(comment.parentComment)?.id ?? null) : null,
      by: comment.actor ?? null,
      text: comment.message?.text ?? "",
      at: moment(comment.created.time),
      modified: moment(comment.lastModified?.time ?? comment.created.time),
      replies: all ?? first ?? null,
      pictures: (comment.content ?? []).map(({ url }) => url ?? null),
    };
  });
export type Comment = z.infer<typeof Comment>;

export const Post = z
  .object({
    id: z.string(),
    author: z.string(),
    commentary: z.string().nullish(),
    createdAt: z.number(),
    publishedAt: z.number().nullish(),
    lastModifiedAt: z.number().nullish(),
    lifecycleState: z.string().nullish(),
    adContext: z.object({ isDsc: z.boolean().nullish() }).nullish(),
    content: z
      .object({
        article: z.object({ title: z.string().nullish() }).nullish(),
        media: z.object({ title: z.string().nullish() }).nullish(),
      })
      .nullish(),
  })
  .transform((post) => ({
    urn: post.id,
    by: post.author,
    words: post.commentary || post.content?.article?.title || post.content?.media?.title || "",
    at: moment(post.publishedAt ?? post.createdAt),
    modified: moment(post.lastModifiedAt ?? post.publishedAt ?? post.createdAt),
    isPublished: (post.lifecycleState ?? "PUBLISHED") === "PUBLISHED",
    isAd: post.adContext?.isDsc === true,
  }));
export type Post = z.infer<typeof Post>;

const Decorated = z.object({ entity: z.string().nullish(), owner: z.string().nullish(), text: z.string().nullish() });
const isPost = (urn: string | null | undefined): urn is string => /^urn:li:(share|ugcPost):\d+$/.test(urn ?? "");

type Told = {
  sourcePost?: string | null;
  generatedActivity?: string | null;
  decoratedSourcePost?: z.infer<typeof Decorated> | null;
  decoratedGeneratedActivity?: { share?: z.infer<typeof Decorated> | null } | null;
};

/** The post that names the page, and what the notification tells of it; null where none that can be read is named. */
function mentionIn({ decoratedGeneratedActivity, decoratedSourcePost, ...notice }: Told) {
  const decorated = [decoratedGeneratedActivity?.share, decoratedSourcePost];
  const entities = decorated.map((one) => one?.entity);
  const urn = [notice.generatedActivity, ...entities, notice.sourcePost].find(isPost);
  const { owner, text } = decorated.find((one) => one?.entity === urn) ?? {};
  return urn ? { urn, by: owner ?? null, text: text ?? null } : null;
}

/**
 * Something that happened on the page. `sourcePost` is the activity, the decorated one the post itself. A post of somebody
 * else that names the page is what `generatedActivity` names; what decorates it may be left out.
 */
export const Notice = z
  .object({
    notificationId: z.coerce.string(),
    action: z.string(),
    sourcePost: z.string().nullish(),
    decoratedSourcePost: Decorated.nullish(),
    generatedActivity: z.string().nullish(),
    decoratedGeneratedActivity: z.object({ share: Decorated.nullish() }).nullish(),
    lastModifiedAt: z.number().nullish(),
  })
  .transform((notice) => ({
    id: notice.notificationId,
    action: notice.action,
    post: notice.decoratedSourcePost?.entity ?? null,
    activity: notice.sourcePost ?? null,
    comment: partsOf(notice.generatedActivity ?? "")?.id ?? null,
    at: notice.lastModifiedAt ? moment(notice.lastModifiedAt) : null,
    mention: mentionIn(notice),
  }));
export type Notice = z.infer<typeof Notice>;

/** LinkedIn takes back likes of an ad from the organic ones, so a count may be below nothing; then it says nothing. */
const number = z
  .number()
  .nullish()
  .transform((value) => (value === null || value === undefined || value < 0 ? null : value));

export const Statistics = z
  .object({
    share: z.string().nullish(),
    ugcPost: z.string().nullish(),
    totalShareStatistics: z.object({
      likeCount: number,
      commentCount: number,
      shareCount: number,
      clickCount: number,
      impressionCount: number,
      uniqueImpressionsCount: number,
    }),
  })
  .transform(({ share, ugcPost, totalShareStatistics: told }) => ({ post: share ?? ugcPost ?? null, ...told }));
export type Statistics = z.infer<typeof Statistics>;

export const List = z.object({
  elements: z.array(z.unknown()).default([]),
  paging: z.object({ total: count, links: z.array(z.object({ rel: z.string().nullish() })).nullish() }).nullish(),
});

export const Batch = z.object({
  results: z.record(z.string(), z.unknown()).default({}),
  errors: z.record(z.string(), z.object({ status: count })).default({}),
});

export const Acl = z.object({
  organization: z.string().nullish(),
  organizationTarget: z.string().nullish(),
  roleAssignee: z.string().nullish(),
});

export const Organization = z.object({ localizedName: z.string().default(""), vanityName: z.string().nullish() });
