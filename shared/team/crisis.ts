import { z } from "zod";

/**
 * A brand's crisis mode, as a lead set it: cheerful answers ask before they leave. Times are ISO-8601 UTC; it always
 * has an end, because a mode nobody ends is one nobody believes. `by` is null for a person who has left.
 */
export const Crisis = z.object({ since: z.string(), until: z.string(), by: z.string().nullable(), reason: z.string() });
export type Crisis = z.infer<typeof Crisis>;

/** How long a crisis may be set for at once, in hours; it can be prolonged. */
export const crisisHours = [6, 24, 72, 168] as const;

/** `hours` from now on; null ends it at once, "asItIs" leaves the end of one that lasts. `reason` is shown to everybody who answers for the brand. */
export const SetCrisisInput = z.object({
  brandId: z.string().min(1).max(64),
  hours: z.number().int().min(1).max(336).or(z.literal("asItIs")).nullable(),
  reason: z.string().trim().max(200).default(""),
});
export type SetCrisisInput = z.infer<typeof SetCrisisInput>;

/** Whether a crisis lasts at an instant; false without one and from its end on. */
export const isCrisisAt = (crisis: Pick<Crisis, "until"> | null, now: Date): boolean =>
  crisis !== null && Date.parse(crisis.until) > now.getTime();
