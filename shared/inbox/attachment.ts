import { z } from "zod";

/** What hangs on a message beside its words. `link` is a page it points to, `file` anything that is neither seen nor heard. */
export const attachmentKinds = ["picture", "video", "audio", "file", "link"] as const;
export const AttachmentKind = z.enum(attachmentKinds);
export type AttachmentKind = z.infer<typeof AttachmentKind>;

/**
 * One thing that hangs on a message. `name` is what its author or the network calls it (a description, a title, a file
 * name), `url` where it lies; Konak keeps no copy and never fetches it. Both null where the network does not say.
 */
export const Attachment = z.object({ kind: AttachmentKind, name: z.string().nullable(), url: z.string().nullable() });
export type Attachment = z.infer<typeof Attachment>;

/** An attachment that is kept, by its id. */
export const KeptAttachment = Attachment.extend({ id: z.string() });
export type KeptAttachment = z.infer<typeof KeptAttachment>;
