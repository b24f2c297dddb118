import { pino } from "pino";

export type Log = pino.Logger;

/** Logs are JSON lines on standard error; secrets and the words of followers never go in. */
export const openLog = (level: string): Log =>
  pino({ level, redact: ["password", "credentials", "token", "*.password", "*.token"] }, pino.destination(2));
