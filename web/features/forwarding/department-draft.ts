import type { DepartmentInput, DepartmentView, HookKind } from "#shared/forwarding/department.ts";

export type ContactDraft = { key: number; name: string; mail: string };

/** What a person has filled in of a department; topics as one text with commas between the words. */
export type DepartmentDraft = {
  name: string;
  contacts: ContactDraft[];
  lang: DepartmentView["lang"];
  topics: string;
  labelIds: string[];
  brandIds: string[] | null;
  timeZone: string | null;
  days: number[];
  from: string;
  to: string;
  answerHours: string;
  deputyName: string;
  deputyMail: string;
  hookKind: HookKind | "none";
  hookUrl: string;
  hookSecret: string;
  auto: boolean;
  autoQuestion: string;
};

export function draftOfDepartment(department: DepartmentView | null): DepartmentDraft {
  const contacts = department?.contacts.map(({ name, mail }, key) => ({ key, name, mail }));
  return {
    name: department?.name ?? "",
    contacts: contacts ?? [{ key: 0, name: "", mail: "" }],
    lang: department?.lang ?? "en",
    topics: department?.topics.join(", ") ?? "",
    labelIds: department?.labelIds ?? [],
    brandIds: department?.brandIds ?? null,
    timeZone: department?.timeZone ?? null,
    days: department?.hours.days ?? [1, 2, 3, 4, 5],
    from: department?.hours.from ?? "09:00",
    to: department?.hours.to ?? "17:00",
    answerHours: String(department?.answerHours ?? 8),
    deputyName: department?.deputy?.name ?? "",
    deputyMail: department?.deputy?.mail ?? "",
    hookKind: department?.hook?.kind ?? "none",
    hookUrl: "",
    hookSecret: "",
    auto: department?.auto ?? false,
    autoQuestion: department?.autoQuestion ?? "",
  };
}

const wordsOf = (text: string): string[] => [...new Set(text.split(/[,\n;]+/).flatMap((word) => word.trim() || []))];
const filled = ({ name, mail }: { name: string; mail: string }) => name.trim() !== "" && mail.includes("@");

/** What is still missing before it can be saved, or null. */
export function missingIn(
  draft: DepartmentDraft,
  known: DepartmentView | null,
): "name" | "people" | "hours" | "deputy" | "hook" | "rule" | null {
  const hours = Number(draft.answerHours);
  if (draft.name.trim() === "") return "name";
  if (!draft.contacts.every(filled)) return "people";
  if (draft.days.length === 0 || draft.from >= draft.to || !(hours >= 1 && hours <= 400)) return "hours";
  const { deputyName, deputyMail } = draft;
  if ((deputyName.trim() !== "" || deputyMail.trim() !== "") && !filled({ name: deputyName, mail: deputyMail }))
    return "deputy";
  const kept = known?.hook?.kind === draft.hookKind;
  if (draft.hookKind !== "none" && !kept && !/^https?:\/\/./.test(draft.hookUrl.trim())) return "hook";
  if (draft.hookKind === "signed" && !kept && draft.hookSecret.trim().length < 16) return "hook";
  if (draft.auto && (!draft.autoQuestion.trim() || wordsOf(draft.topics).length + draft.labelIds.length === 0))
    return "rule";
  return null;
}

export function departmentInput(draft: DepartmentDraft, id: string | undefined): DepartmentInput {
  const { lang, labelIds, brandIds, timeZone, days, from, to, hookKind, auto } = draft;
  const deputy = { name: draft.deputyName.trim(), mail: draft.deputyMail.trim() };
  return {
    id,
    name: draft.name.trim(),
    contacts: draft.contacts.map((contact) => ({ name: contact.name.trim(), mail: contact.mail.trim() })),
    lang,
    topics: wordsOf(draft.topics),
    labelIds,
    brandIds,
    timeZone,
    hours: { days: days.toSorted((a, b) => a - b), from, to },
    answerHours: Math.round(Number(draft.answerHours)),
    deputy: deputy.mail ? deputy : null,
    hook:
      hookKind === "none"
        ? null
        : { kind: hookKind, url: draft.hookUrl.trim() || null, secret: draft.hookSecret.trim() || null },
    auto,
    autoQuestion: draft.autoQuestion.trim(),
  };
}
