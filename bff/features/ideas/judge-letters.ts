import type { JudgedLetter } from "#bff/features/ideas/letter-queries.ts";
import { checkLetters, type LetterToCheck } from "#bff/features/replies/letter-check-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { type Network, replyLimits } from "#shared/channel.ts";
import type { LetterReasons } from "#shared/ideas/letters.ts";
import { reasonCheck } from "#shared/ideas/reason.ts";

/**
 * Holds letters to everything a reply is held to, each with its own evidence, and outcomes to the idea's words.
 * @param among the letters that leave or wait together with them
 */
export async function judgeLetters(
  ctx: Ctx,
  letters: readonly JudgedLetter[],
  among: readonly JudgedLetter[] = letters,
): Promise<LetterReasons[]> {
  const found = new Map<string, LetterReasons["warnings"]>();
  for (const brandId of new Set(letters.map((letter) => letter.brandId))) {
    const own = (rows: readonly JudgedLetter[]) => rows.filter((row) => row.brandId === brandId).map(toCheck);
    for (const [id, warnings] of await checkLetters(ctx, own(letters), own(among))) found.set(id, warnings);
  }
  return letters.map((letter) => ({
    id: letter.id,
    warnings: found.get(letter.id) ?? [],
    echoes: letter.kind === "outcome" ? echoes(letter) : null,
  }));
}

const toCheck = (letter: JudgedLetter): LetterToCheck => ({
  id: letter.id,
  brandId: letter.brandId,
  threadId: letter.way === "reply" ? letter.threadId : null,
  memberName: letter.memberName,
  lang: letter.lang,
  text: letter.text,
  said: { text: letter.said, lang: letter.saidIn },
  began: letter.createdAt,
  limit: limitOf(letter),
  failedReplyId: letter.replyId,
});

/** The longest letter its network takes, in graphemes. */
export const limitOf = ({ way, network }: Pick<JudgedLetter, "way" | "network">): number =>
  way === "reply" && network ? replyLimits[network as Network] : Number.POSITIVE_INFINITY;

/** Quoting the title of an idea is no answer to it: of a decline, the sentences beside the title have to take it up. */
function echoes({ verdict, text, ideaTitle, said, saidIn, lang }: JudgedLetter): boolean | null {
  if ((saidIn ?? lang).split("-")[0] !== lang) return null;
  const own = verdict === "declined" ? text.replaceAll(ideaTitle, " ") : text;
  return reasonCheck(own, { text: `${ideaTitle} ${said}`, lang }).echoes;
}
