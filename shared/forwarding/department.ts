import { z } from "zod";

/** Languages in which Konak writes to a department and shows it the answer page. */
export const answerLanguages = ["en", "tr", "fi", "pl"] as const;
export const AnswerLanguage = z.enum(answerLanguages);
export type AnswerLanguage = z.infer<typeof AnswerLanguage>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a department works: ISO weekdays (1 is Monday) and one span a day on its own wall clock. */
export const WorkingHours = z.object({
  timeZone: z.string(),
  days: z.array(z.number().int().min(1).max(7)),
  from: clockTime,
  to: clockTime,
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Where else a department hears of a question. Slack and Teams take text at a secret address; a signed one is checked by HMAC. */
export const HookKind = z.enum(["slack", "teams", "signed"]);
export type HookKind = z.infer<typeof HookKind>;

const Contact = z.object({ name: z.string().trim().min(1).max(120), mail: z.email().max(254) });

const isZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
};

/** How a department works, beside its name and people. */
export const DepartmentWays = z.object({
  lang: AnswerLanguage.default("en"),
  /** words that make feedback theirs; a word of the feedback has to begin with one */
  topics: z.array(z.string().trim().min(2).max(60)).max(60).default([]),
  labelIds: z.array(z.string()).max(60).default([]),
  /** null: for every brand */
  brandIds: z.array(z.string()).max(100).nullable().default(null),
  /** null: that of the brand asked for */
  timeZone: z.string().refine(isZone).nullable().default(null),
  hours: WorkingHours.omit({ timeZone: true })
    .refine(({ days, from, to }) => days.length > 0 && from < to)
    .default({ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }),
  /** the answer time they promise, in hours worked */
  answerHours: z.number().int().min(1).max(400).default(8),
  deputy: Contact.nullable().default(null),
  /** the rule that forwards by itself; off unless somebody turns it on */
  auto: z.boolean().default(false),
  autoQuestion: z.string().trim().max(2000).default(""),
});
export type DepartmentWays = z.infer<typeof DepartmentWays>;

/** A chat or a machine beside the mail; `url` and `secret` null keep what is set, `hook` null takes it away. */
const HookInput = z.object({
  kind: HookKind,
  url: z.url().max(500).nullable(),
  secret: z.string().min(16).max(200).nullable(),
});

export const DepartmentInput = DepartmentWays.extend({
  id: z.string().optional(),
  name: z.string().trim().min(1).max(80),
  contacts: z.array(Contact).min(1).max(20),
  hook: HookInput.nullable().default(null),
}).refine((input) => !input.auto || (input.autoQuestion !== "" && input.topics.length + input.labelIds.length > 0), {
  message: "A rule that forwards by itself needs a question, and words or labels it goes by.",
  path: ["auto"],
});
export type DepartmentInput = z.infer<typeof DepartmentInput>;

/** A department outside the team and the people in it who can be asked. Pace is null until somebody answered. */
export const DepartmentView = DepartmentWays.extend({
  id: z.string(),
  name: z.string(),
  contacts: z.array(z.object({ id: z.string(), name: z.string(), mail: z.string() })),
  hook: z.object({ kind: HookKind, host: z.string() }).nullable(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** median of sent to answered over the last twelve answers, in seconds */
  medianSeconds: z.number().nullable(),
  /** answers that came by the time they were needed, of the last twelve that had one */
  onTime: z.object({ count: z.number().int(), of: z.number().int() }).nullable(),
});
export type DepartmentView = z.infer<typeof DepartmentView>;
