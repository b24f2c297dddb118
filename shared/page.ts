import { z } from "zod";

/** A page of a list read by cursor: `next` is null at the end; `asOf` is when the server read it (ISO-8601 UTC). */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), asOf: z.string() });
