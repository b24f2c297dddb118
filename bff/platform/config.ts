import { z } from "zod";

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const port = z.coerce.number().int().min(0).max(65535);

/** Every setting of Konak. The README's table says the same in words; a test holds the two together. */
export const settings = {
  KONAK_PORT: port.default(4700),
  KONAK_HOST: z.string().default("127.0.0.1"),
  KONAK_URL: z.url().optional(),
  KONAK_DATA: z.string().min(1).default("data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  KONAK_SECRET: z.string().min(32).optional(),
  KONAK_PREVIOUS_SECRET: z.string().min(32).optional(),
  KONAK_LOG: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
  KONAK_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  KONAK_MAIL_FROM: z.string().min(3).default("Konak <konak@localhost>"),
  KONAK_MAIL_REPLY_TO: z.email().optional(),
  KONAK_MAIL_HOOK_SECRET: z.string().min(32).optional(),
  KONAK_IMAP_URL: z
    .string()
    .regex(/^imaps?:\/\/[^:@/]+:[^@/]*@[^/]+/)
    .optional(),
  KONAK_IMAP_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  KONAK_ALLOW_ADDRESSES: z.string().default(""),
  KONAK_SYNC_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  KONAK_UNDO_SECONDS: z.coerce.number().int().min(0).max(60).default(10),
  KONAK_SANDBOX: flag.default(true),
  KONAK_METRICS_TOKEN: z.string().min(16).optional(),
  KONAK_TRUST_PROXY: z
    .string()
    .regex(/^$|^(loopback|[0-9a-fA-F:.]+)(\s*,\s*(loopback|[0-9a-fA-F:.]+))*$/)
    .default(""),
  KONAK_MODEL_URL: z.url({ protocol: /^https?$/ }).optional(),
  KONAK_MODEL_KEY: z.string().min(1).optional(),
  KONAK_MODEL_NAME: z.string().min(1).max(200).default("default"),
} as const;

const hints: Record<keyof typeof settings, string> = {
  KONAK_PORT: "a port from 0 to 65535",
  KONAK_HOST: "an address to listen on, such as 127.0.0.1",
  KONAK_URL: "the address people open, such as https://konak.example",
  KONAK_DATA: "the folder Konak may write to",
  DATABASE_URL: "an address that begins with postgres://",
  KONAK_SECRET: "a secret of at least 32 characters",
  KONAK_PREVIOUS_SECRET: "the secret before, of at least 32 characters",
  KONAK_LOG: "one of silent, error, warn, info, debug",
  KONAK_SMTP_URL: "an address that begins with smtp:// or smtps://",
  KONAK_MAIL_FROM: "a sender such as Konak <konak@brand.example>",
  KONAK_MAIL_REPLY_TO: "a mail address that takes tags behind a plus, such as answers@brand.example",
  KONAK_MAIL_HOOK_SECRET: "a secret of at least 32 characters",
  KONAK_IMAP_URL: "an address such as imaps://user:password@mail.brand.example/INBOX",
  KONAK_IMAP_SECONDS: "seconds from 1 to 3600",
  KONAK_ALLOW_ADDRESSES: "host names or addresses with commas between them",
  KONAK_SYNC_SECONDS: "seconds from 1 to 3600",
  KONAK_UNDO_SECONDS: "seconds from 0 to 60",
  KONAK_SANDBOX: "0 or 1",
  KONAK_METRICS_TOKEN: "a token of at least 16 characters",
  KONAK_TRUST_PROXY: "addresses of proxies with commas between them, or loopback",
  KONAK_MODEL_URL: "the address of an OpenAI-compatible server, such as http://localhost:11434/v1",
  KONAK_MODEL_KEY: "the key of that server",
  KONAK_MODEL_NAME: "the name of a model there, of at most 200 characters",
};

export type Config = {
  port: number;
  host: string;
  url: string | null;
  data: string;
  databaseUrl: string | null;
  secret: string | null;
  previousSecret: string | null;
  logLevel: string;
  smtpUrl: string | null;
  mailFrom: string;
  mailReplyTo: string | null;
  mailHookSecret: string | null;
  imapUrl: string | null;
  imapSeconds: number;
  allowAddresses: string[];
  syncSeconds: number;
  undoSeconds: number;
  sandbox: boolean;
  metricsToken: string | null;
  /** addresses of proxies whose X-Forwarded-For is believed; `loopback` stands for this machine */
  trustProxy: string[];
  /** a language model of the house's own choice; null, and then nothing ever leaves for one */
  model: { url: string; key: string | null; name: string } | null;
};

/** Reads the settings; a wrong or unknown one gives the sentence that stops the start. */
export function readConfig(env: Record<string, string | undefined>): { config: Config } | { problem: string } {
  const unknown = Object.keys(env).find((name) => name.startsWith("KONAK_") && !(name in settings));
  if (unknown) return { problem: `${unknown} is not a setting of Konak; see the table of settings in the README.` };
  const given = Object.fromEntries(Object.keys(settings).map((name) => [name, env[name] || undefined]));
  const parsed = z.object(settings).safeParse(given);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]) as keyof typeof settings;
    return { problem: `${name} is "${env[name]}", but has to be ${hints[name]}.` };
  }
  const value = parsed.data;
  return {
    config: {
      port: value.KONAK_PORT,
      host: value.KONAK_HOST,
      url: value.KONAK_URL?.replace(/\/$/, "") ?? null,
      data: value.KONAK_DATA,
      databaseUrl: value.DATABASE_URL ?? null,
      secret: value.KONAK_SECRET ?? null,
      previousSecret: value.KONAK_PREVIOUS_SECRET ?? null,
      logLevel: value.KONAK_LOG,
      smtpUrl: value.KONAK_SMTP_URL ?? null,
      mailFrom: value.KONAK_MAIL_FROM,
      mailReplyTo: value.KONAK_MAIL_REPLY_TO ?? null,
      mailHookSecret: value.KONAK_MAIL_HOOK_SECRET ?? null,
      imapUrl: value.KONAK_IMAP_URL ?? null,
      imapSeconds: value.KONAK_IMAP_SECONDS,
      allowAddresses: value.KONAK_ALLOW_ADDRESSES.split(",").flatMap((name) => name.trim() || []),
      syncSeconds: value.KONAK_SYNC_SECONDS,
      undoSeconds: value.KONAK_UNDO_SECONDS,
      sandbox: value.KONAK_SANDBOX,
      metricsToken: value.KONAK_METRICS_TOKEN ?? null,
      trustProxy: value.KONAK_TRUST_PROXY.split(",").flatMap((name) => name.trim() || []),
      model: value.KONAK_MODEL_URL
        ? {
            url: value.KONAK_MODEL_URL.replace(/\/$/, ""),
            key: value.KONAK_MODEL_KEY ?? null,
            name: value.KONAK_MODEL_NAME,
          }
        : null,
    },
  };
}
