import type { z } from "zod";

/**
 * Reads search parameters by a schema and leaves out those that do not fit, so that an old or half-copied link still
 * opens its screen.
 */
export const searchBy =
  <S extends z.ZodObject>(schema: S) =>
  (search: Record<string, unknown>): z.output<S> => {
    const whole = schema.safeParse(search);
    if (whole.success) return whole.data;
    const bad = new Set(whole.error.issues.map((issue) => issue.path[0]));
    const rest = Object.entries(search).filter(([key]) => !bad.has(key));
    const second = schema.safeParse(Object.fromEntries(rest));
    return second.success ? second.data : schema.parse({});
  };
