import { z } from "zod";
import type { DepartmentView } from "#shared/forwarding/department.ts";
import type { LikeThread } from "#shared/forwarding/loop-schema.ts";
import type { ForwardInput, ForwardPreview } from "#shared/forwarding/schema.ts";
import { madeBy, type TranslationDrafts, usedTranslation } from "#web/features/forwarding/translation-draft.ts";

/** What a person has filled in of a question. `contactId` is null while they type another address. */
export type ForwardDraft = {
  departmentId: string;
  contactId: string | null;
  name: string;
  mail: string;
  question: string;
  chosen: string[];
  withPost: boolean;
  firstNamesOnly: boolean;
  withoutPrivate: boolean;
  /** other threads that go along as one bundle */
  also: string[];
  /** attachments of what goes along that stay here */
  leftOut: string[];
  translations: TranslationDrafts;
  /** null until a person chose; then the department's promise stands aside */
  dueAt: string | null;
  thenWaiting: boolean;
};

/**
 * A new question: the department Konak suggests (none without a reason), its first person, everything the community
 * wrote, and the time the department promises.
 */
export function newDraft(departments: DepartmentView[], preview: ForwardPreview): ForwardDraft {
  const suggested = departments.find((one) => one.id === preview.suggestions[0]?.departmentId);
  return {
    ...toDepartment(suggested, preview),
    question: "",
    chosen: preview.messages.filter(({ author, forAll }) => author !== "brand" && forAll).map(({ id }) => id),
    withPost: preview.post !== null,
    firstNamesOnly: true,
    withoutPrivate: true,
    also: [],
    leftOut: [],
    translations: {},
    thenWaiting: true,
  };
}

/** The fields that change when another department is asked. */
export function toDepartment(department: DepartmentView | undefined, preview: Pick<ForwardPreview, "promised">) {
  const contact = department?.contacts[0];
  return {
    departmentId: department?.id ?? "",
    contactId: contact?.id ?? null,
    name: contact?.name ?? "",
    mail: contact?.mail ?? "",
    dueAt: preview.promised[department?.id ?? ""] ?? null,
  };
}

export const isMail = (mail: string): boolean => z.email().safeParse(mail.trim()).success;

export const isReady = (draft: ForwardDraft): boolean =>
  draft.departmentId !== "" && draft.name.trim() !== "" && isMail(draft.mail) && draft.question.trim() !== "";

type Sending = {
  threadId: string;
  idempotencyKey: string;
  preview: ForwardPreview;
  like: LikeThread[];
  /** the language the department is written to in */
  lang: string;
};

/** What is sent: of attachments and translations those whose message goes along. */
export function inputOf(draft: ForwardDraft, { threadId, idempotencyKey, preview, like, lang }: Sending): ForwardInput {
  const own = preview.messages.filter((message) => draft.chosen.includes(message.id));
  const others = like.filter((one) => draft.also.includes(one.threadId));
  const attachments = [...own, ...others].flatMap((one) => one.attachments.map(({ id }) => id));
  const goes = [...own.map(({ id }) => id), ...others.map(({ messageId }) => messageId)];
  return {
    threadId,
    alsoThreadIds: draft.also,
    suggestedId: preview.suggestions[0]?.departmentId ?? null,
    departmentId: draft.departmentId,
    toMail: draft.mail.trim(),
    toName: draft.name.trim(),
    question: draft.question.trim(),
    dueAt: draft.dueAt,
    messageIds: draft.chosen,
    withPost: draft.withPost,
    firstNamesOnly: draft.firstNamesOnly,
    withoutPrivate: draft.withoutPrivate,
    attachmentIds: attachments.filter((id) => !draft.leftOut.includes(id)),
    translations: goes.flatMap((messageId) => {
      const found = usedTranslation(draft.translations, messageId, lang);
      return found ? [{ messageId, lang, text: found.text.trim(), by: madeBy(found) }] : [];
    }),
    thenWaiting: draft.thenWaiting,
    idempotencyKey,
  };
}
