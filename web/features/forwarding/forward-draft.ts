import { z } from "zod";
import { expiryOf } from "#shared/forwarding/forward.ts";
import type { DepartmentView, ForwardInput, ForwardPreview, Quote } from "#shared/forwarding/schema.ts";

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
  dueAt: string | null;
  thenWaiting: boolean;
};

/** A new question: the first department and its first person, and everything the community wrote. */
export function newDraft(departments: DepartmentView[], preview: ForwardPreview): ForwardDraft {
  return {
    ...toDepartment(departments[0]),
    question: "",
    chosen: preview.messages.filter((message) => message.author !== "brand").map((message) => message.id),
    withPost: preview.post !== null,
    firstNamesOnly: true,
    dueAt: null,
    thenWaiting: true,
  };
}

/** The fields that change when another department is asked. */
export function toDepartment(department: DepartmentView | undefined) {
  const contact = department?.contacts[0];
  return {
    departmentId: department?.id ?? "",
    contactId: contact?.id ?? null,
    name: contact?.name ?? "",
    mail: contact?.mail ?? "",
  };
}

export const isMail = (mail: string): boolean => z.email().safeParse(mail.trim()).success;

export const isReady = (draft: ForwardDraft): boolean =>
  draft.departmentId !== "" && draft.name.trim() !== "" && isMail(draft.mail) && draft.question.trim() !== "";

export const inputOf = (draft: ForwardDraft, threadId: string, idempotencyKey: string): ForwardInput => ({
  threadId,
  departmentId: draft.departmentId,
  toMail: draft.mail.trim(),
  toName: draft.name.trim(),
  question: draft.question.trim(),
  dueAt: draft.dueAt,
  messageIds: draft.chosen,
  withPost: draft.withPost,
  firstNamesOnly: draft.firstNamesOnly,
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
      url: draft.firstNamesOnly ? null : message.url,
    }));

/** Everything a mail and an answer page say, from what is filled in so far. */
export const letterOf = (draft: ForwardDraft, preview: ForwardPreview, departmentName: string, now: Date) => ({
  brandName: preview.brandName,
  timeZone: preview.timeZone,
  departmentName,
  personName: preview.personName,
  toName: draft.name,
  question: draft.question.trim(),
  quotes: quotesOf(draft, preview),
  post: draft.withPost ? (preview.post?.text ?? null) : null,
  dueAt: draft.dueAt,
  expiresAt: expiryOf(draft.dueAt, now),
});
