import { expiryOf, nameToTell } from "#shared/forwarding/forward.ts";
import { leaveOut } from "#shared/forwarding/leave-out.ts";
import type { LikeThread } from "#shared/forwarding/loop-schema.ts";
import type { ForwardPreview, OfferedAttachment, Quote } from "#shared/forwarding/schema.ts";
import { attachmentToTell } from "#shared/forwarding/tell-attachment.ts";
import { mailTextsIn } from "#shared/forwarding/texts/in-language.ts";
import type { Translation } from "#shared/forwarding/translation.ts";
import type { ForwardDraft } from "#web/features/forwarding/forward-draft.ts";
import { madeBy, usedTranslation } from "#web/features/forwarding/translation-draft.ts";

/** A ticked message, or what another thread of the bundle says first. */
type Going = Pick<Quote, "id" | "name" | "lang" | "text" | "sentAt" | "url"> & { attachments: OfferedAttachment[] };

/** Whom it goes to: the language they are written to in, and whose translations it carries. */
export type Reading = { lang: string; preview: Pick<ForwardPreview, "memberId" | "personName" | "model"> };

function quoteOf(going: Going, draft: ForwardDraft, { lang, preview }: Reading): Quote {
  const { leftOut } = mailTextsIn(lang);
  const plain = (text: string) => (draft.withoutPrivate ? leaveOut(text, leftOut).text : text);
  const { id, name, sentAt, url } = going;
  return {
    ...{ id, name, lang: going.lang, sentAt, url: draft.firstNamesOnly ? null : url, text: plain(going.text) },
    attachments: going.attachments
      .filter((one) => !draft.leftOut.includes(one.id))
      .map((one) => attachmentToTell(one, one.namesWriter, draft.firstNamesOnly))
      .map((one) => ({ ...one, name: one.name && plain(one.name) })),
    translation: translationOf(id, draft, lang, preview, plain),
  };
}

function translationOf(
  id: string,
  draft: ForwardDraft,
  lang: string,
  preview: Reading["preview"],
  plain: (text: string) => string,
): Translation | null {
  const found = usedTranslation(draft.translations, id, lang);
  if (!found) return null;
  const by = madeBy(found);
  const model = by === "person" ? null : (preview.model?.name ?? null);
  return { lang, text: plain(found.text.trim()), person: by === "model" ? null : preview.personName, model };
}

/** The quotes as the department will read them. */
export const quotesOf = (draft: ForwardDraft, preview: ForwardPreview, lang: string): Quote[] =>
  preview.messages
    .filter((message) => draft.chosen.includes(message.id))
    .map((message) => {
      const name = draft.firstNamesOnly ? message.firstName : message.name;
      return quoteOf({ ...message, name }, draft, { lang, preview });
    });

type Bundle = { people: number; quotes: Quote[] };

/** What the other threads of the bundle add: one example each, as the department reads it. */
export function bundleOf(draft: ForwardDraft, like: LikeThread[], reading: Reading): Bundle {
  const chosen = like.filter((one) => draft.also.includes(one.threadId));
  const quotes = chosen.map(({ messageId, memberName, lang, text, at, attachments }) => {
    const name = nameToTell(memberName, draft.firstNamesOnly);
    return quoteOf({ id: messageId, name, lang, text, sentAt: at, url: null, attachments }, draft, reading);
  });
  const people = new Set([reading.preview.memberId, ...chosen.map((one) => one.memberId)]);
  return { people: people.size, quotes };
}

type Asked = {
  department: { name: string; lang: string };
  preview: ForwardPreview;
  like: LikeThread[];
  now: Date;
};

/** Everything a mail and an answer page say, from what is filled in so far. */
export function letterOf(draft: ForwardDraft, { department, preview, like, now }: Asked) {
  const { lang } = department;
  const bundle = bundleOf(draft, like, { lang, preview });
  return {
    brandName: preview.brandName,
    timeZone: preview.timeZone,
    departmentName: department.name,
    personName: preview.personName,
    toName: draft.name,
    question: draft.question.trim(),
    people: bundle.people,
    quotes: [...quotesOf(draft, preview, lang), ...bundle.quotes],
    post: draft.withPost ? (preview.post?.text ?? null) : null,
    dueAt: draft.dueAt,
    expiresAt: expiryOf(draft.dueAt, now),
    lead: null,
    subject: null,
    mayReply: preview.mayReply,
  };
}
