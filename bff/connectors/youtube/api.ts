import { z } from "zod";
import { type Answer, type Failure, failureOf, wordsOf } from "#bff/connectors/ask.ts";
import { windowEnd } from "#shared/channels/allowance.ts";
import { quota, scopeAsked } from "./about.ts";

/** Of the library's `Schema$Comment` what Konak reads; there every field may be missing, here the needed ones may not. */
export const Comment = z.object({
  id: z.string(),
  snippet: z.object({
    authorChannelId: z.object({ value: z.string() }).nullish(),
    authorDisplayName: z.string().nullish(),
    authorChannelUrl: z.string().nullish(),
    textDisplay: z.string(),
    textOriginal: z.string().nullish(),
    parentId: z.string().nullish(),
    videoId: z.string().nullish(),
    moderationStatus: z.string().nullish(),
    publishedAt: z.string(),
    updatedAt: z.string(),
  }),
});
export type Comment = z.infer<typeof Comment>;

export const Thread = z.object({
  id: z.string(),
  snippet: z.object({
    videoId: z.string().nullish(),
    isPublic: z.boolean().nullish(),
    totalReplyCount: z.number().default(0),
    topLevelComment: Comment,
  }),
  replies: z.object({ comments: z.array(z.unknown()).default([]) }).nullish(),
});
export type Thread = z.infer<typeof Thread>;

const count = z.coerce.number().nullish();

export const Video = z.object({
  id: z.string(),
  snippet: z.object({
    title: z.string().default(""),
    description: z.string().default(""),
    publishedAt: z.string(),
    defaultAudioLanguage: z.string().nullish(),
    defaultLanguage: z.string().nullish(),
  }),
  status: z.object({ privacyStatus: z.string() }).nullish(),
  statistics: z.object({ viewCount: count, likeCount: count, commentCount: count }).default({}),
});
export type Video = z.infer<typeof Video>;

export const Channel = z.object({
  id: z.string(),
  snippet: z.object({ title: z.string(), customUrl: z.string().nullish() }).optional(),
  statistics: z.object({ subscriberCount: count, hiddenSubscriberCount: z.boolean().nullish() }).optional(),
  contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string().nullish() }) }).optional(),
});

/** Lists of the API: what is in them is judged one by one, so that one odd entry spoils no page. */
export const List = z.object({ items: z.array(z.unknown()).default([]), nextPageToken: z.string().nullish() });
export type List = z.infer<typeof List>;

const ErrorBody = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string().default("") })).default([]),
    details: z.array(z.object({ reason: z.string().optional() })).default([]),
    status: z.string().default(""),
  }),
});

/** The reasons of an error as Google names them, such as `quotaExceeded`. */
export function reasonsOf(body: unknown): string[] {
  const told = ErrorBody.safeParse(body).data?.error;
  return told ? [...told.errors, ...told.details].flatMap(({ reason }) => reason || []) : [];
}

const spent = ["quotaExceeded", "dailyLimitExceeded"];
const tooFast = ["rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"];
const narrow = ["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"];
const closed = ["authenticatedUserAccountSuspended", "authenticatedUserAccountClosed", "youtubeSignupRequired"];
const turnedOff = ["accessNotConfigured", "SERVICE_DISABLED"];

/** Google says 403 to nearly everything; only the reason inside tells what it means. */
export function judge(answer: Answer, now: Date): Failure | null {
  const reasons = reasonsOf(answer.body);
  const has = (some: string[]) => some.some((reason) => reasons.includes(reason));
  const reason = wordsOf(answer) || "YouTube does not allow this.";
  if (has(spent))
    return { kind: "wait", until: midnight(now), reason: "The units Google gives this app for the day are used up." };
  if (has(tooFast)) return failureOf({ ...answer, status: 429 }, now);
  if (has(narrow)) return { kind: "narrowed", reason, scope: scopeAsked };
  if (has(closed)) return { kind: "reconnect", reason };
  if (has(turnedOff))
    return {
      kind: "reconnect",
      reason: 'The app may not use "YouTube Data API v3"; enable it in the Google Cloud console.',
    };
  if (has(["commentsDisabled"])) return { kind: "refused", reason: "Comments are turned off for this video." };
  return null;
}

/** When Google's day ends and the units start anew. */
export const midnight = (now: Date): string => windowEnd(now.toISOString(), quota.seconds, quota.midnightIn);
