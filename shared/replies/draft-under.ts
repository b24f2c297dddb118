import { type CheckInput, checkReply } from "./check.ts";
import type { DetectLanguage } from "./language.ts";
import { buildEarlierIndex } from "./nearest.ts";
import type { Warning, WarningCode } from "./schema.ts";

export type Said = [author: "member" | "brand", text: string, sentAt?: string];

/** For tests: a draft under a thread of one brand, with what `more` says beside it. */
export const draftUnder =
  (detect: () => DetectLanguage) =>
  (draft: string, said: Said[], more: Partial<CheckInput> = {}, memberName = "Anna Kowalska"): CheckInput => ({
    draft,
    templateBody: null,
    templateValues: { "brand.name": "Lumi Kettle" },
    thread: {
      id: "t9",
      memberName,
      otherNames: [],
      messages: said.map(([author, text, sentAt], at) => ({
        author,
        text,
        lang: null,
        id: `m${at}`,
        ...(sentAt && { sentAt }),
      })),
      lang: null,
    },
    teamNames: [],
    earlier: buildEarlierIndex([]),
    recentOpenings: [],
    limit: 3000,
    public: true,
    languages: ["en", "tr", "fi", "pl"],
    allowedContacts: [],
    detect: detect(),
    ...more,
  });

export const find = (given: CheckInput, code: WarningCode): Warning | undefined =>
  checkReply(given).warnings.find((warning) => warning.code === code);

/** The passages of the draft a reason marks. */
export const marked = (draft: string, warning: Warning | undefined): string[] | undefined =>
  warning?.spans.map(({ from, to }) => draft.slice(from, to));
