import { standingOf } from "#bff/features/replies/check-draft.ts";
import { threadForCheck } from "#bff/features/replies/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { checkReply } from "#shared/replies/check.ts";
import { reason } from "#shared/replies/check-input.ts";
import { checkInputOf } from "#shared/replies/drafted.ts";
import { buildEarlierIndex } from "#shared/replies/nearest.ts";
import type { Warning } from "#shared/replies/schema.ts";
import { slotValuesOf } from "#shared/replies/slot-values.ts";
import { legalPassages } from "#shared/replies/verbatim.ts";
import { withPending } from "#shared/replies/window.ts";
import { isCrisisAt } from "#shared/team/crisis.ts";

/** A letter to one person about what they said; without a thread it leaves by mail and is nobody else's to read. */
export type LetterToCheck = {
  id: string;
  brandId: string;
  threadId: string | null;
  memberName: string;
  lang: string;
  text: string;
  /** the words it answers */
  said: { text: string; lang: string | null };
  began: string;
  limit: number;
  /** the reply that carried it before and did not arrive: no earlier reply of it */
  failedReplyId: string | null;
};

const atOnce = 5;

/**
 * The personalization check of letters that leave together: each is held to what a reply is held to, with its own
 * evidence, and besides the earlier replies to the other letters, as if those had left already.
 * @param among all letters that leave or wait together, those to be judged included; all of one brand
 */
export async function checkLetters(
  ctx: Ctx,
  letters: readonly LetterToCheck[],
  among: readonly LetterToCheck[] = letters,
): Promise<Map<string, Warning[]>> {
  const found = new Map<string, Warning[]>();
  const [first] = letters;
  if (!first) return found;
  const brand = await brandForCheck(ctx, first.brandId);
  const standing = await standingOf(ctx, brand);
  const beside = buildEarlierIndex(among.map(asEarlier), undefined, legalPassages(standing.ground.templates));
  const openings = among.map(({ id, text }) => ({ id, text }));
  const crisis = brand.crisisUntil !== null && isCrisisAt({ until: brand.crisisUntil }, ctx.clock.now());
  for (const [at, letter] of letters.entries()) {
    // Nothing is compared with itself.
    beside.remove(letter.id);
    const thread = await threadOf(ctx, letter);
    const input = checkInputOf({
      ...standing,
      earlier: withPending(standing.earlier, beside),
      recent: [...openings.filter((one) => one.id !== letter.id).map((one) => one.text), ...standing.recent].slice(
        0,
        10,
      ),
      thread,
      templateBody: null,
      templateValues: slotValuesOf(thread, brand.name, ctx.actor.name),
      // Rewriting a letter does not make it younger, and what came since is no reason to hold it back for good.
      draftBegan: null,
      crisis,
    });
    const { warnings } = checkReply({ ...input, draft: letter.text, public: letter.threadId !== null });
    beside.add(asEarlier(letter));
    const isOwn = ({ earlier }: Warning) => earlier !== null && earlier.id === letter.failedReplyId;
    const kept = warnings.filter((warning) => !isOwn(warning)).map(withoutPlace);
    const mixed = kept.some((one) => one.code === "LANG_MISMATCH") ? null : otherSentence(letter, standing);
    found.set(letter.id, mixed ? [mixed, ...kept] : kept);
    // Somebody may be waiting for a page meanwhile.
    if (at % atOnce === atOnce - 1) await new Promise(setImmediate);
  }
  return found;
}

const quoted = /[“”„"][^“”„"]*[”"]/gu;

/**
 * LANG_MISMATCH within a letter: a sentence that surely is neither in the person's language nor in that of its frame.
 * Only among the brand's languages, never where theirs is unknown, and what is quoted stays what it is.
 */
function otherSentence(
  { text, lang, said }: LetterToCheck,
  { detect, ground }: Awaited<ReturnType<typeof standingOf>>,
) {
  const spoken = detect(said.text, { among: [...ground.languages, lang] });
  const own = said.lang ?? (spoken?.sure ? spoken.lang : null);
  if (!own) return null;
  const fitting = [own, lang].map((one) => one.split("-")[0] ?? one);
  for (const [sentence] of text.matchAll(/[^.!?…]+[.!?…]*/gu)) {
    const guess = detect(sentence.replace(quoted, " "), { among: [...ground.languages, ...fitting] });
    if (!guess?.sure || fitting.includes(guess.lang)) continue;
    const from = text.indexOf(sentence);
    const spans = [{ from, to: from + sentence.length }];
    return reason("LANG_MISMATCH", "warn", { draft: guess.lang, comment: own }, spans);
  }
  return null;
}

const placeOf = ({ id, threadId }: LetterToCheck): string => threadId ?? `letter:${id}`;

// A letter that leaves by mail stands in no thread that could be opened.
const withoutPlace = (warning: Warning): Warning =>
  warning.earlier?.threadId.startsWith("letter:")
    ? { ...warning, earlier: { ...warning.earlier, threadId: "" }, help: null }
    : warning;

const asEarlier = (letter: LetterToCheck) => ({
  id: letter.id,
  threadId: placeOf(letter),
  text: letter.text,
  sentAt: letter.began,
  memberName: letter.memberName,
  lang: letter.lang,
});

/** The thread as it stands, with the words the letter answers last: what came between is not what it is about. */
async function threadOf(ctx: Ctx, letter: LetterToCheck) {
  const { memberName, limit, said } = letter;
  const thread = letter.threadId === null ? null : await threadForCheck(ctx, letter.threadId);
  const theirs = { author: "member" as const, text: said.text, lang: said.lang };
  return {
    id: placeOf(letter),
    memberName,
    lang: said.lang ?? letter.lang,
    limit,
    otherNames: thread?.otherNames ?? [],
    messages: [...(thread?.messages ?? []), theirs],
    audience: null,
  };
}

const brandForCheck = (ctx: Ctx, brandId: string) =>
  ctx.db.read
    .selectFrom("brand")
    .select(["id", "name", "languages", "allowedContacts", "signature", "crisisUntil"])
    .where("id", "=", brandId)
    .executeTakeFirstOrThrow();
