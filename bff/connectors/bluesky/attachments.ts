import { z } from "zod";
import type { Attachment } from "#shared/inbox/attachment.ts";

// The library makes objects of references to files, an answer it could not check is left as it came.
const File = z.object({ ref: z.unknown() });
const Media = z.object({
  images: z.array(z.object({ alt: z.string().nullish(), image: File })).optional(),
  video: File.optional(),
  alt: z.string().nullish(),
  external: z.object({ uri: z.string(), title: z.string().nullish() }).optional(),
});
const View = z.object({ record: z.object({ embed: Media.extend({ media: Media.optional() }) }) });

function cidOf(ref: unknown): string | null {
  const link = (ref as { $link?: unknown } | null)?.$link;
  const cid = typeof link === "string" ? link : String(ref);
  return /^[a-z0-9]{20,120}$/i.test(cid) ? cid : null;
}

/**
 * What hangs on a post or notification, by its record, so that it is the same however it was told. Pictures lie where
 * Bluesky shows them to everybody; a video has no address that a browser opens.
 */
export function attachmentsOf(view: unknown, did: string): Attachment[] {
  const embed = View.safeParse(view).data?.record.embed;
  const media = embed?.media ?? embed;
  if (!media) return [];
  const pictures = (media.images ?? []).map(({ alt, image }): Attachment => {
    const cid = cidOf(image.ref);
    const url = cid && `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${cid}@jpeg`;
    return { kind: "picture", name: alt || null, url };
  });
  const video: Attachment[] = media.video ? [{ kind: "video", name: media.alt || null, url: null }] : [];
  const { external } = media;
  const link: Attachment[] = external ? [{ kind: "link", name: external.title || null, url: external.uri }] : [];
  return [...pictures, ...video, ...link];
}
