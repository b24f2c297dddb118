import { setTimeout as rest } from "node:timers/promises";
import { keepLooks } from "#bff/features/replies/look-commands.ts";
import {
  brandsToLookAt,
  type LookedBrand,
  lateReplies,
  messagesOf,
  placeOf,
  repliesAfter,
  repliesBefore,
  type SentReply,
} from "#bff/features/replies/look-queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { ReplyLookTable } from "#bff/platform/db/tables-checks.ts";
import { checkReply } from "#shared/replies/check.ts";
import { type DetectLanguage, loadDetector } from "#shared/replies/language.ts";
import { hasQuestion } from "#shared/replies/question.ts";
import { takesUpWord } from "#shared/replies/takes-up.ts";
import { type EarlierWindow, earlierWindow } from "#shared/replies/window.ts";

const batch = 200;
// Somebody may be waiting for a page while years of replies are gone through.
const atOnce = 10;
const breath = 4;
// More late ones than this are an import: then the walk goes back and comes again.
const mostLate = 60;

type Messages = Awaited<ReturnType<typeof messagesOf>>;
type Looking = { app: App; brand: LookedBrand; detect: DetectLanguage };

/** Looks at every reply that was not looked at yet, brand by brand, in the order they were sent. */
export async function lookBack(app: App): Promise<void> {
  const { brands, newest } = await brandsToLookAt(app);
  if (brands.length === 0) return;
  const detect = await loadDetector();
  for (const brand of brands) {
    const looking = { app, brand, detect };
    const late = await lateReplies(app, brand, mostLate + 1);
    if (late.length > mostLate) brand.doneTo = justBefore(late[0]!);
    else await lookAtLate(looking, late);
    // From here on everything stored so far is looked at already or lies ahead of the walk.
    brand.seenSeq = newest;
    await walk(looking);
  }
}

const justBefore = (reply: SentReply): string => `${reply.sentAt} `;

async function lookAtLate({ app, brand, detect }: Looking, late: SentReply[]): Promise<void> {
  const messages = await messagesOf(
    app,
    late.map((reply) => reply.threadId),
  );
  const looks: ReplyLookTable[] = [];
  for (const reply of late) {
    const window = await windowBefore(app, brand.id, reply);
    looks.push(lookAt({ app, brand, detect }, reply, window, messages));
  }
  const { id: brandId, seenSeq, doneTo } = brand;
  if (looks.length > 0) await keepLooks(app, looks, { brandId, seenSeq, doneTo });
}

async function windowBefore(app: App, brandId: string, reply: SentReply): Promise<EarlierWindow> {
  const window = earlierWindow();
  await fill(
    window,
    (await repliesBefore(app, brandId, placeOf(reply))).filter((earlier) => earlier.id !== reply.id),
  );
  return window;
}

async function fill(window: EarlierWindow, replies: SentReply[]): Promise<void> {
  for (const [at, reply] of replies.entries()) {
    window.add(reply);
    if (at % 200 === 199) await rest(breath);
  }
}

/** Goes on from where the walk has stopped; the window moves along. */
async function walk(looking: Looking): Promise<void> {
  const { app, brand } = looking;
  let window: EarlierWindow | null = null;
  for (;;) {
    const replies = await repliesAfter(app, brand.id, brand.doneTo || " ", batch);
    const looks: ReplyLookTable[] = [];
    if (replies.length > 0) {
      if (!window) {
        window = earlierWindow();
        if (brand.doneTo !== "") await fill(window, await repliesBefore(app, brand.id, brand.doneTo));
      }
      const messages = await messagesOf(
        app,
        replies.map((reply) => reply.threadId),
      );
      for (const [at, reply] of replies.entries()) {
        looks.push(lookAt(looking, reply, window, messages));
        window.add(reply);
        if (at % atOnce === atOnce - 1) await rest(breath);
      }
      brand.doneTo = placeOf(replies.at(-1)!);
    }
    await keepLooks(app, looks, { brandId: brand.id, seenSeq: brand.seenSeq, doneTo: brand.doneTo });
    if (replies.length < batch) return;
  }
}

/** One reply beside the replies before it and the words it answers. */
function lookAt({ brand, detect }: Looking, reply: SentReply, earlier: EarlierWindow, all: Messages): ReplyLookTable {
  const before = (all.get(reply.threadId) ?? []).filter(
    (message) => message.id !== reply.id && message.sentAt <= reply.sentAt,
  );
  const comment = before.findLast((message) => message.author !== "brand");
  const guessed = comment && (comment.lang ?? detect(comment.text, { among: brand.languages })?.lang ?? null);
  const { nearest, warnings } = checkReply({
    draft: reply.text,
    templateBody: null,
    templateValues: { "brand.name": brand.name },
    thread: {
      id: reply.threadId,
      memberName: reply.memberName,
      lang: guessed ?? null,
      otherNames: before.flatMap((message) => [message.displayName, message.handle].flatMap((name) => name ?? [])),
      messages: before.map(({ id, sentAt, text, lang, author }) => ({
        id,
        sentAt,
        text,
        lang,
        author: author === "brand" ? "brand" : "member",
      })),
    },
    teamNames: brand.teamNames,
    earlier,
    recentOpenings: [],
    limit: Number.POSITIVE_INFINITY,
    public: true,
    languages: brand.languages,
    allowedContacts: brand.allowedContacts,
    detect,
  });
  const said = (code: string) => warnings.some((warning) => warning.code === code);
  const flag = (yes: boolean | null) => (yes === null ? null : yes ? 1 : 0);
  const both = comment && detect(comment.text, { among: brand.languages })?.sure && detect(reply.text)?.sure;
  return {
    messageId: reply.id,
    brandId: reply.brandId,
    userId: reply.userId,
    threadId: reply.threadId,
    day: reply.day,
    sentAt: reply.sentAt,
    similarity: nearest?.similarity ?? null,
    nearestId: nearest?.id ?? null,
    takesUp: comment ? flag(takesUpWord(comment.text, reply.text, guessed ?? null, brand.name)) : null,
    answers: comment && hasQuestion(comment.text, guessed ?? null) ? flag(!said("QUESTION_UNANSWERED")) : null,
    language: both ? flag(!said("LANG_MISMATCH")) : null,
  };
}
