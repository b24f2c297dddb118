import { z } from "zod";
import { type CheckedMessage, type CheckInput, checkReply } from "./check.ts";
import type { DetectLanguage } from "./language.ts";
import { buildEarlierIndex, type EarlierIndex } from "./nearest.ts";
import { signaturePattern } from "./normalize.ts";
import { findPrivate } from "./private.ts";
import type { CheckResult } from "./schema.ts";

/** One line of a file of conversations: a thread with what members and the brand wrote, oldest first. */
export const Conversation = z.object({
  id: z.string().min(1),
  brand: z.string().min(1),
  thread: z.array(
    z.object({
      who: z.enum(["member", "brand"]),
      author: z.string().nullish(),
      at: z.string().nullish(),
      text: z.string(),
    }),
  ),
});
export type Conversation = z.infer<typeof Conversation>;

/** The check of one brand reply of a conversation; `index` is its place in the thread, first 0. */
export type JudgedReply = {
  id: string;
  index: number;
  thread: Conversation["thread"];
  result: CheckResult;
  nearest: { id: string; index: number; similarity: number } | null;
};

type Ground = {
  index: EarlierIndex;
  recent: string[];
  contacts: Map<string, string>;
  signed: number;
  replies: number;
};

const window = 5000;
// A file does not say which languages a brand answers in; these are told apart surely enough.
const languages = ["en", "tr", "fi", "pl", "de", "fr", "es", "it", "pt", "nl", "sv", "da"];
const leastSigned = 20;

const newGround = (): Ground => ({
  index: buildEarlierIndex([], window),
  recent: [],
  contacts: new Map(),
  signed: 0,
  replies: 0,
});

/** "TeamYouTube" and "British_Airways" as words too, so that they count as the brand's name wherever they stand. */
const wordsOfBrand = (brand: string): string =>
  `${brand} ${brand.replace(/_/g, " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")}`;

/** What a brand signs with when nine in ten of its replies are signed and nobody told: any initials will do. */
const signatureOf = ({ signed, replies }: Ground): string | null =>
  replies >= leastSigned && signed >= 0.9 * replies ? "^AB" : null;

function inputOf(conversation: Conversation, at: number, ground: Ground, detect: DetectLanguage | null): CheckInput {
  const { id, brand, thread } = conversation;
  const before = thread.slice(0, at);
  const members = before.filter(({ who }) => who === "member");
  const messages: CheckedMessage[] = before.map(({ who, text }, place) => ({
    author: who,
    text,
    lang: null,
    id: `${id}/${place}`,
  }));
  return {
    draft: thread[at]!.text,
    templateBody: null,
    templateValues: { "brand.name": wordsOfBrand(brand) },
    thread: {
      id,
      memberName: members.at(-1)?.author ?? "",
      otherNames: members.flatMap(({ author }) => author ?? []),
      messages,
      lang: null,
    },
    teamNames: before.flatMap(({ who, author }) => (who === "brand" && author ? [author] : [])),
    earlier: ground.index,
    recentOpenings: ground.recent,
    limit: Number.POSITIVE_INFINITY,
    public: true,
    languages,
    allowedContacts: [...ground.contacts].flatMap(([contact, thread]) => (thread === id ? [] : [contact])),
    signature: signatureOf(ground),
    detect,
  };
}

function remember(ground: Ground, conversation: Conversation, at: number): void {
  const { id, thread } = conversation;
  const { text, author } = thread[at]!;
  const order = String(ground.replies).padStart(9, "0");
  const memberName = thread.slice(0, at).findLast(({ who }) => who === "member")?.author ?? author ?? "";
  ground.index.add({ id: `${id}/${at}`, threadId: id, text, sentAt: order, memberName, lang: null });
  ground.recent = [text, ...ground.recent].slice(0, 10);
  ground.replies++;
  if (
    signaturePattern.test(
      text
        .trimEnd()
        .replace(/\s*https?:\/\/\S+$/, "")
        .slice(-80),
    )
  )
    ground.signed++;
  // What a brand tells several people is its own address, nobody's secret.
  for (const { from, to } of findPrivate(text)) ground.contacts.set(text.slice(from, to), id);
}

const placeOf = (id: string): { id: string; index: number } => {
  const cut = id.lastIndexOf("/");
  return { id: id.slice(0, cut), index: Number(id.slice(cut + 1)) };
};

/**
 * Judges conversations as they come: each brand reply against that brand's last 5,000 before it and against its own
 * thread so far. Nobody's display name is known beyond `author`, and no network limit: OVER_LENGTH never fires.
 */
export function conversationJudge(detect: DetectLanguage | null): (conversation: Conversation) => JudgedReply[] {
  const grounds = new Map<string, Ground>();
  return (conversation) => {
    const ground = grounds.get(conversation.brand) ?? newGround();
    grounds.set(conversation.brand, ground);
    return conversation.thread.flatMap(({ who }, at) => {
      if (who !== "brand") return [];
      const result = checkReply(inputOf(conversation, at, ground, detect));
      remember(ground, conversation, at);
      const { nearest } = result;
      const found = nearest?.id ? { ...placeOf(nearest.id), similarity: nearest.similarity } : null;
      return [{ id: conversation.id, index: at, thread: conversation.thread, result, nearest: found }];
    });
  };
}
