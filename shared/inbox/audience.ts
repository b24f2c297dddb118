import { z } from "zod";
import type { Network } from "#shared/channel.ts";

/**
 * Who may read a message where it was written: everybody, those who follow its author, or only those it names. On
 * Mastodon `unlisted` is public, because everybody may read it; `private` is for followers; `direct` is private.
 */
export const Audience = z.enum(["public", "followers", "private"]);
export type Audience = z.infer<typeof Audience>;

/** Networks where some of what Konak reads is not for everybody. */
export const narrower: readonly Network[] = ["mastodon"];

/** Who may read a message, from what was kept of it; null where its network has private ones and did not say. */
export const audienceOn = (network: Network, kept: string | null): Audience | null =>
  Audience.safeParse(kept).data ?? (narrower.includes(network) ? null : "public");

type Said = { author: string; deletedAt?: string | null };

/** What an answer answers: what somebody outside said last; `messages` are oldest first. */
export const answeredOf = <Message extends Said>(messages: readonly Message[]): Message | undefined =>
  messages.findLast((one) => one.author !== "brand" && !one.deletedAt);

/** Who will read an answer: those who may read what it answers. Null when nobody knows. */
export const answerAudience = (messages: readonly (Said & { audience: Audience | null })[]): Audience | null =>
  answeredOf(messages)?.audience ?? null;

const width: Record<Audience, number> = { private: 0, followers: 1, public: 2 };

/** Whether more people may read `now` than whoever wrote was told; what nobody knows may be for everybody. */
export const isWider = (now: Audience | null, told: Audience | null): boolean =>
  width[now ?? "public"] > width[told ?? "public"];
