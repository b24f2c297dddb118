import { z } from "zod";
import type { DepartmentView } from "#shared/forwarding/department.ts";
import { expiryOf, nameToTell } from "#shared/forwarding/forward.ts";
import type { LikeThread } from "#shared/forwarding/loop-schema.ts";
import type { ForwardInput, ForwardPreview, Quote } from "#shared/forwarding/schema.ts";

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
    chosen: preview.messages.filter((message) => message.author !== "brand").map((message) => message.id),
    withPost: preview.post !== null,
    firstNamesOnly: true,
    withoutPrivate: true,
    also: [],
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

export const inputOf = (
  draft: ForwardDraft,
  threadId: string,
  idempotencyKey: string,
  suggestedId: string | null,
): ForwardInput => ({
  threadId,
  alsoThreadIds: draft.also,
  suggestedId,
  departmentId: draft.departmentId,
  toMail: draft.mail.trim(),
  toName: draft.name.trim(),
  question: draft.question.trim(),
  dueAt: draft.dueAt,
  messageIds: draft.chosen,
  withPost: draft.withPost,
  firstNamesOnly: draft.firstNamesOnly,
  withoutPrivate: draft.withoutPrivate,
  thenWaiting: draft.thenWaiting,
  idempotencyKey,
});

/** The quotes as the department will read them. */
export const quotesOf = (draft: ForwardDraft, preview: ForwardPreview): Quote[] =>
  preview.messages
    .filter((message) => draft.chosen.includes(message.id))
    .map((message) => ({
      ...message,
      name: draft.firstNamesOnly ? message.firstName : message.name,
      text: draft.withoutPrivate ? message.safeText : message.text,
      url: draft.firstNamesOnly ? null : message.url,
    }));

type Bundle = { people: number; quotes: Quote[] };

/** What the other threads of the bundle add: one example each, as the department reads it. */
export function bundleOf(draft: ForwardDraft, like: LikeThread[]): Bundle {
  const chosen = like.filter((one) => draft.also.includes(one.threadId));
  const quotes = chosen.map((one) => ({
    id: one.threadId,
    name: nameToTell(one.memberName, draft.firstNamesOnly),
    lang: one.lang,
    text: draft.withoutPrivate ? one.safeText : one.text,
    sentAt: one.at,
    url: null,
  }));
  return { people: 1 + new Set(chosen.map((one) => one.memberName)).size, quotes };
}

type Asked = { departmentName: string; preview: ForwardPreview; bundle: Bundle; now: Date };

/** Everything a mail and an answer page say, from what is filled in so far. */
export const letterOf = (draft: ForwardDraft, { departmentName, preview, bundle, now }: Asked) => ({
  brandName: preview.brandName,
  timeZone: preview.timeZone,
  departmentName,
  personName: preview.personName,
  toName: draft.name,
  question: draft.question.trim(),
  people: bundle.people,
  quotes: [...quotesOf(draft, preview), ...bundle.quotes],
  post: draft.withPost ? (preview.post?.text ?? null) : null,
  dueAt: draft.dueAt,
  expiresAt: expiryOf(draft.dueAt, now),
  lead: null,
  subject: null,
  mayReply: preview.mayReply,
});
