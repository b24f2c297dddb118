import {
  bundleWords,
  countPeople,
  type ForwardRow,
  type ThreadWord,
  threadWords,
} from "#bff/features/forwarding/queries.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import { nameToTell } from "#shared/forwarding/forward.ts";
import { type LeftOut, leaveOut } from "#shared/forwarding/leave-out.ts";
import { Along, type ForwardPreview, type Quote } from "#shared/forwarding/schema.ts";
import { mailTextsIn } from "#shared/forwarding/texts/in-language.ts";

export const readAlong = (text: string): Along => Along.parse(JSON.parse(text));

/** The quotes a department reads: what the team chose, without what was deleted since, names as far as allowed. */
function quotesOf(words: ThreadWord[], brandName: string, along: Along, names: LeftOut): Quote[] {
  const chosen = along.messageIds && new Set(along.messageIds);
  return words
    .filter((word) => (chosen ? chosen.has(word.id) : word.author !== "brand"))
    .map((word) => ({
      id: word.id,
      name: nameOf(word, brandName, along.firstNamesOnly),
      lang: word.lang,
      text: along.withoutPrivate ? leaveOut(word.text, names).text : word.text,
      sentAt: word.sentAt,
      url: along.firstNamesOnly ? null : word.url,
    }));
}

/** Every message of a thread with both ways of naming its writer, for the dialog to choose from. */
export const choicesOf = (words: ThreadWord[], brandName: string): ForwardPreview["messages"] =>
  words.map((word) => ({
    ...safe(word.text),
    id: word.id,
    name: nameOf(word, brandName, false),
    firstName: nameOf(word, brandName, true),
    handle: word.handle ?? "",
    author: word.author as "member" | "brand" | "other",
    lang: word.lang,
    text: word.text,
    sentAt: word.sentAt,
    url: word.url,
  }));

const nameOf = (word: ThreadWord, brandName: string, firstOnly: boolean): string =>
  word.author === "brand" ? brandName : nameToTell(word.displayName || word.handle || "", firstOnly);

function safe(text: string): { safeText: string; privateCount: number } {
  const left = leaveOut(text, mailTextsIn("en").leftOut);
  return { safeText: left.text, privateCount: left.count };
}

/** What a department reads of a whole bundle: the thread it was asked from first, then what the others wrote. */
export async function quotesOfForward(
  db: Reader | Trx,
  forward: Pick<ForwardRow, "along" | "threadId" | "loopId" | "brandName" | "departmentLang">,
): Promise<{ quotes: Quote[]; people: number; along: Along }> {
  const along = readAlong(forward.along);
  const names = mailTextsIn(forward.departmentLang).leftOut;
  const own = quotesOf(await threadWords(db, forward.threadId), forward.brandName, along, names);
  const others = await bundleWords(db, forward.loopId, forward.threadId);
  const theirs = quotesOf(others, forward.brandName, { ...along, messageIds: null }, names);
  return { quotes: [...own, ...theirs], people: await countPeople(db, forward.loopId), along };
}
