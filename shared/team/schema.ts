import { z } from "zod";
import { roles } from "#shared/actions.ts";
import { pageOf } from "#shared/page.ts";
import { Aggregate, RateFormula } from "#shared/reports/formula-schema.ts";
import { Crisis } from "#shared/team/crisis.ts";
import { ServiceHours } from "#shared/team/service-hours.ts";

const Role = z.enum(roles);

/** A client brand with its voice. `timeZone` is an IANA name; `languages` are BCP 47, the first is its main one. */
export const Brand = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  color: z.string(),
  signature: z.string(),
  /** phone numbers and addresses that may stand in a public answer */
  allowedContacts: z.array(z.string()),
  /** the formula its reports are shown by unless somebody asks for another */
  houseFormula: RateFormula,
  houseAggregate: Aggregate,
  /** null: answers are counted day and night */
  serviceHours: ServiceHours.nullable(),
  /** minutes of service time in which a first answer should be there */
  answerAim: z.number(),
  /** null: there is none, or it ran out */
  crisis: Crisis.nullable(),
});
export type Brand = z.infer<typeof Brand>;

/** Who is signed in, and what they may see. `mail.folder` is where mail lands while no SMTP server is set. */
export const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), locale: z.string().nullable() }),
  workspace: z.object({ id: z.string(), name: z.string() }),
  role: Role,
  brands: z.array(Brand),
  version: z.string(),
  engine: z.enum(["sqlite", "postgres"]),
  demo: z.boolean(),
  mail: z.object({ delivered: z.boolean(), folder: z.string().nullable() }),
});
export type Me = z.infer<typeof Me>;

/** A person of the workspace, or (`state` invited) someone whose invitation is still open. `brandIds` null: all brands. */
export const Person = z.object({
  id: z.string(),
  state: z.enum(["active", "invited"]),
  name: z.string(),
  email: z.string(),
  role: Role,
  brandIds: z.array(z.string()).nullable(),
  since: z.string(),
});
export type Person = z.infer<typeof Person>;

const BrandIds = z.array(z.string()).min(1).max(200).nullable();
const Name = z.string().trim().min(1).max(120);
const Email = z
  .email()
  .max(254)
  .transform((value) => value.toLowerCase());

// Whether the runtime knows a time zone by this IANA name.
function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
const TimeZone = z.string().max(64).refine(isTimeZone, "This time zone is not known.");

export const InviteInput = z.object({ email: Email, role: Role, brandIds: BrandIds.default(null) });
export type InviteInput = z.infer<typeof InviteInput>;

export const ChangePersonInput = z.object({ id: z.string(), role: Role, brandIds: BrandIds });
export type ChangePersonInput = z.infer<typeof ChangePersonInput>;

/** `slug` is the brand's name in addresses and on the command line; without `id` a brand is made. */
export const SaveBrandInput = z.object({
  id: z.string().optional(),
  name: Name,
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
    .optional(),
  timeZone: TimeZone,
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/))
    .min(1)
    .max(20),
  color: z.string().min(1).max(30).default("orange"),
  signature: z.string().max(300).default(""),
  allowedContacts: z.array(z.string().trim().min(1).max(200)).max(100).default([]),
  // What is not said stays as it is.
  houseFormula: RateFormula.optional(),
  houseAggregate: Aggregate.optional(),
  serviceHours: ServiceHours.nullable().optional(),
  answerAim: z
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .optional(),
});
export type SaveBrandInput = z.infer<typeof SaveBrandInput>;

/** A line of the audit log. `action` is a key of the action table; `person` null means Konak itself. */
export const AuditRow = z.object({
  id: z.string(),
  at: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;
export const AuditPage = pageOf(AuditRow);
export type AuditPage = z.infer<typeof AuditPage>;

/** What a one-time link is for, and what its page has to ask. `sign-in` asks nothing. */
export const LinkInfo = z.object({
  kind: z.enum(["sign-in", "invite", "setup"]),
  workspaceName: z.string().nullable(),
  email: z.string().nullable(),
  role: Role.nullable(),
  /** true when the address already has an account here: its password joins, nothing new is made */
  hasAccount: z.boolean(),
  expiresAt: z.string(),
});
export type LinkInfo = z.infer<typeof LinkInfo>;

/** Shortest password Konak takes, in characters (NIST SP 800-63B asks for at least 8). */
export const passwordLength = 10;

export const UseLinkInput = z.object({
  token: z.string().min(10).max(200),
  name: Name.optional(),
  workspaceName: Name.optional(),
  brandName: Name.optional(),
  timeZone: TimeZone.optional(),
  email: Email.optional(),
  password: z.string().min(passwordLength).max(128).optional(),
});
export type UseLinkInput = z.infer<typeof UseLinkInput>;
