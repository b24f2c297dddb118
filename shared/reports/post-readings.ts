import { z } from "zod";

/** The numbers of a post a reading may hold, in the order they are shown. */
export const readNames = ["likes", "comments", "shares", "quotes", "reach", "impressions", "views"] as const;
export const ReadName = z.enum(readNames);
export type ReadName = z.infer<typeof ReadName>;

/**
 * One dated reading of a post: when (ISO-8601 UTC), from the network or a file, by which call of the network (null: not
 * known), whose interactions and showings it counts, and what it said. Numbers that were not given are left out.
 */
export const PostReading = z.object({
  at: z.string(),
  source: z.enum(["network", "file"]),
  call: z.string().nullable(),
  part: z.enum(["all", "organic", "paid"]),
  values: z.array(z.object({ name: ReadName, value: z.number() })),
});
export type PostReading = z.infer<typeof PostReading>;

/** The readings a post's figures stand on, and the ones before, newest first; `more` are older than those. */
export const PostReadings = z.object({
  used: z.array(PostReading),
  earlier: z.array(PostReading),
  more: z.number(),
});
export type PostReadings = z.infer<typeof PostReadings>;
