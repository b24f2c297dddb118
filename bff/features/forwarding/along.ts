import { attachmentsOf } from "#bff/features/forwarding/attachment-queries.ts";
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
import { Along, type ForwardPreview, type OfferedAttachment, type Quote } from "#shared/forwarding/schema.ts";
import { attachmentToTell } from "#shared/forwarding/tell-attachment.ts";
import { mailTextsIn } from "#shared/forwarding/texts/in-language.ts";
import type { Translation } from "#shared/forwarding/translation.ts";
import type { Attachment } from "#shared/inbox/attachment.ts";

export const readAlong = (text: string): Along => Along.parse(JSON.parse(text));

type Told = { brandName: string; along: Along; names: LeftOut };
type Hung = Map<string, OfferedAttachment[]>;

/** A quote as a department reads it: names as far as allowed, what hangs on it as far as chosen. */
function quoteOf(word: ThreadWord, { brandName, along, names }: Told, hung: Hung): Quote {
  const plain = (text: string) => (along.withoutPrivate ? leaveOut(text, names).text : text);
  const chosen = (one: OfferedAttachment) => along.attachmentIds === null || along.attachmentIds.includes(one.id);
  const told = (one: OfferedAttachment): Attachment => {
    const { kind, name, url } = attachmentToTell(one, one.namesWriter, along.firstNamesOnly);
    return { kind, name: name && plain(name), url };
  };
  return {
    id: word.id,
    name: nameOf(word, brandName, along.firstNamesOnly),
    lang: word.lang,
    text: plain(word.text),
    sentAt: word.sentAt,
    url: along.firstNamesOnly ? null : word.url,
    attachments: (hung.get(word.id) ?? []).filter(chosen).map(told),
    translation: translationOf(word, along, plain),
  };
}

// Words edited after they were translated say something else now.
function translationOf(word: ThreadWord, along: Along, plain: (text: string) => string) {
  const found = along.translations.find((one) => one.messageId === word.id);
  if (!found || (word.editedAt && word.editedAt > found.at)) return null;
  const { lang, text, person, model } = found;
  return { lang, text: plain(text), person, model } satisfies Translation;
}

/** Every message of a thread with both ways of naming its writer, for the dialog to choose from. */
export async function choicesOf(
  db: Reader,
  words: ThreadWord[],
  brandName: string,
): Promise<ForwardPreview["messages"]> {
  const hung = await attachmentsOf(
    db,
    words.map((word) => word.id),
  );
  return words.map((word) => ({
    forAll: word.forAll === 1,
    privateCount: leaveOut(word.text, mailTextsIn("en").leftOut).count,
    id: word.id,
    name: nameOf(word, brandName, false),
    firstName: nameOf(word, brandName, true),
    handle: word.handle ?? "",
    author: word.author as "member" | "brand" | "other",
    lang: word.lang,
    text: word.text,
    sentAt: word.sentAt,
    url: word.url,
    attachments: hung.get(word.id) ?? [],
  }));
}

const nameOf = (word: ThreadWord, brandName: string, firstOnly: boolean): string =>
  word.author === "brand" ? brandName : nameToTell(word.displayName || word.handle || "", firstOnly);

/** What a department reads of a whole bundle: the thread it was asked from first, then what the others wrote. */
export async function quotesOfForward(
  db: Reader | Trx,
  forward: Pick<ForwardRow, "along" | "threadId" | "loopId" | "brandName" | "departmentLang">,
): Promise<{ quotes: Quote[]; people: number; along: Along }> {
  const along = readAlong(forward.along);
  const chosen = along.messageIds && new Set(along.messageIds);
  const own = (await threadWords(db, forward.threadId)).filter((word) =>
    chosen ? chosen.has(word.id) : word.author !== "brand" && word.forAll === 1,
  );
  const words = [...own, ...(await bundleWords(db, forward.loopId, forward.threadId))];
  const hung = await attachmentsOf(
    db,
    words.map((word) => word.id),
  );
  const names = mailTextsIn(forward.departmentLang).leftOut;
  const told = { brandName: forward.brandName, along, names };
  const quotes = words.map((word) => quoteOf(word, told, hung));
  return { quotes, people: await countPeople(db, forward.loopId), along };
}
