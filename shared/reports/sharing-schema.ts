import { z } from "zod";
import { mailLanguages } from "#shared/reports/mail-languages.ts";
import { Report, ReportFilter } from "#shared/reports/schema.ts";

/** How many days a link may live at most. */
export const longestShare = 366;
export const shortestPassword = 8;

export const ShareInput = z.object({
  filter: ReportFilter,
  /** true: the figures as they are when the link is opened; false: frozen as they are now */
  live: z.boolean(),
  days: z.number().int().min(1).max(longestShare),
  password: z.string().min(shortestPassword).max(200).nullable(),
});
export type ShareInput = z.infer<typeof ShareInput>;

/** A link as its brand's people see it; the address is put together again from the house's secret, never stored. */
export const ShareView = z.object({
  id: z.string(),
  url: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  live: z.boolean(),
  hasPassword: z.boolean(),
  state: z.enum(["open", "expired", "revoked"]),
  expiresAt: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  opened: z.number(),
  lastOpenedAt: z.string().nullable(),
});
export type ShareView = z.infer<typeof ShareView>;

/** What whoever has a link sees, and nothing else: no id, no other brand, no person. */
export const SharedPage = z.discriminatedUnion("state", [
  z.object({ state: z.literal("unknown") }),
  z.object({ state: z.enum(["expired", "revoked"]), brandName: z.string(), at: z.string(), timeZone: z.string() }),
  z.object({ state: z.literal("password"), wrong: z.boolean() }),
  z.object({
    state: z.literal("open"),
    report: Report,
    live: z.boolean(),
    sharedAt: z.string(),
    expiresAt: z.string(),
    look: z.object({ color: z.string(), logo: z.string().nullable() }),
  }),
]);
export type SharedPage = z.infer<typeof SharedPage>;

export const MailLanguage = z.enum(mailLanguages);

// Whether the runtime knows a time zone by this IANA name.
function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

const Mail = z
  .email()
  .max(254)
  .transform((value) => value.toLowerCase());

/** A report that is mailed at its hour; `id` null makes a new one. Days: weekdays 1 (Monday) to 7, or 1 to 31. */
export const ScheduleInput = z
  .object({
    id: z.string().nullable(),
    brand: z.string().min(1),
    every: z.enum(["week", "month"]),
    on: z.number().int().min(1).max(31),
    hour: z.number().int().min(0).max(23),
    timeZone: z.string().refine(isTimeZone),
    language: MailLanguage,
    recipients: z.array(Mail).min(1).max(20),
    withPdf: z.boolean(),
  })
  .refine(({ every, on }) => every === "month" || on <= 7, { path: ["on"] });
export type ScheduleInput = z.infer<typeof ScheduleInput>;

/** What became of the newest mail to one reader. */
export const MailSent = z.object({
  id: z.string(),
  to: z.string(),
  from: z.iso.date(),
  until: z.iso.date(),
  state: z.enum(["queued", "sending", "waiting", "sent", "refused", "unknown"]),
  reason: z.string().nullable(),
  at: z.string(),
});
export type MailSent = z.infer<typeof MailSent>;

export const ScheduleView = z.object({
  id: z.string(),
  every: z.enum(["week", "month"]),
  on: z.number(),
  hour: z.number(),
  timeZone: z.string(),
  language: MailLanguage,
  recipients: z.array(z.string()),
  withPdf: z.boolean(),
  paused: z.boolean(),
  nextAt: z.string(),
  createdBy: z.string(),
  last: z.array(MailSent),
});
export type ScheduleView = z.infer<typeof ScheduleView>;

/** How large a logo file may be, in bytes. */
export const largestLogo = 200_000;

/** How a brand's printed pages look. `logo` a data address of a PNG or JPEG, null for none. */
export const LookInput = z.object({
  brand: z.string().min(1),
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  logo: z
    .string()
    .max(Math.ceil((largestLogo * 4) / 3) + 100)
    .nullable(),
});
export type LookInput = z.infer<typeof LookInput>;
export const LookView = LookInput.omit({ brand: true });
export type LookView = z.infer<typeof LookView>;
