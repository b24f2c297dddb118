import { pino } from "pino";

export type Log = pino.Logger;

const secrets = ["password", "credentials", "token", "secret", "clientSecret", "refresh", "hookSecret"];

/** Logs are JSON lines on standard error; secrets and the words of followers never go in. */
export const openLog = (level: string): Log =>
  pino({ level, redact: secrets.flatMap((name) => [name, `*.${name}`]) }, pino.destination(2));
