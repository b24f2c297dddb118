import { z } from "zod";
import { EarlierReply, WarningCode } from "./schema.ts";

/** A reply of the ground; `seq` is its place in the order of arrival, null while it is on its way. */
export const GroundReply = EarlierReply.extend({ seq: z.number().int().nullable() });
export type GroundReply = z.infer<typeof GroundReply>;

/**
 * What a brand's drafts are judged by besides the thread. `earlier` is oldest first and bounded; asked for with a
 * `cursor` it holds only what came since. The same on the server, which judges once more by the same rules.
 */
export const CheckGround = z.object({
  cursor: z.number().int(),
  /** too much came since: `earlier` is the whole window anew */
  whole: z.boolean(),
  brandName: z.string(),
  languages: z.array(z.string()),
  teamNames: z.array(z.string()),
  allowedContacts: z.array(z.string()),
  /** what a person signs with in this brand, such as "^SA"; null when signatures are not looked at */
  signature: z.string().nullable(),
  templates: z.array(z.string()),
  openThreads: z.array(z.object({ id: z.string(), memberName: z.string(), text: z.string() })),
  /** reasons that are hints in this brand, because people rarely heeded them */
  demoted: z.array(WarningCode),
  earlier: z.array(GroundReply),
  /** ids of replies of the window that were deleted since */
  gone: z.array(z.string()),
  onTheirWay: z.array(EarlierReply),
});
export type CheckGround = z.infer<typeof CheckGround>;
