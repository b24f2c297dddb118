import type { Audience } from "../inbox/audience.ts";
import type { CheckedMessage, CheckInput } from "./check-input.ts";
import type { CheckGround } from "./ground.ts";
import type { DetectLanguage } from "./language.ts";
import type { EarlierIndex } from "./nearest.ts";
import type { SlotValues } from "./template.ts";

/** The thread a draft belongs to, as both sides know it. Names are those of everybody who wrote in it. */
export type DraftedThread = {
  id: string;
  memberName: string;
  lang: string | null;
  limit: number;
  otherNames: readonly string[];
  messages: readonly CheckedMessage[];
  /** who will read the answer; null when nobody knows */
  audience: Audience | null;
};

type Parts = {
  ground: Omit<CheckGround, "earlier" | "onTheirWay" | "gone" | "cursor" | "whole">;
  earlier: EarlierIndex;
  recent: readonly string[];
  thread: DraftedThread;
  templateBody: string | null;
  templateValues: SlotValues;
  /** when the draft was begun, ISO-8601 UTC */
  draftBegan: string | null;
  /** the brand is in a crisis now */
  crisis: boolean;
  detect: DetectLanguage | null;
};

/** Puts together what the check looks at: the one way for browser and server, so that both say the same. */
export function checkInputOf(parts: Parts): Omit<CheckInput, "draft"> {
  const { ground, thread, draftBegan } = parts;
  const { limit, audience, ...judged } = thread;
  return {
    templateBody: parts.templateBody,
    templateValues: parts.templateValues,
    thread: judged,
    teamNames: ground.teamNames,
    earlier: parts.earlier,
    recentOpenings: parts.recent,
    limit,
    public: audience !== "private",
    languages: ground.languages,
    allowedContacts: ground.allowedContacts,
    templates: ground.templates,
    openThreads: ground.openThreads,
    draftBegan: draftBegan === null ? null : { at: draftBegan },
    signature: ground.signature,
    crisis: parts.crisis,
    demoted: ground.demoted,
    detect: parts.detect,
  };
}
