import { convert } from "html-to-text";
import type { Attachment, AttachmentKind } from "#shared/inbox/attachment.ts";

type Tag = { attribs?: Record<string, string | undefined> };

// Faces and smileys are pictures to a browser only.
const noPicture = /\b(emoji|avatar|site-icon|smiley|wp-smiley)\b/;

/**
 * What hangs on a piece of HTML: its pictures, players and the files it offers, each once, in its order; smileys and
 * portraits are none. `base` makes whole addresses of half ones.
 */
export function attachmentsOfHtml(html: string, base: string): Attachment[] {
  const found = new Map<string, Attachment>();
  const keep = (kind: AttachmentKind, address: string | undefined, name: string | undefined) => {
    if (!address || !URL.canParse(address, base)) return;
    const url = new URL(address, base).href;
    if (!found.has(url)) found.set(url, { kind, name: name?.trim() || null, url });
  };
  const take = (kind: AttachmentKind) => (tag: Tag) => {
    const { src, href, alt, title, class: names = "" } = tag.attribs ?? {};
    if (kind === "picture" && noPicture.test(names)) return;
    keep(kind, src ?? href, alt ?? title);
  };
  convert(html, {
    limits: { maxInputLength: 500_000 },
    formatters: {
      picture: take("picture"),
      video: take("video"),
      audio: take("audio"),
      source: (tag: Tag) =>
        keep(/^video/.test(tag.attribs?.type ?? "") ? "video" : "audio", tag.attribs?.src, undefined),
      file(tag: Tag & { children?: { data?: string }[] }) {
        keep("file", tag.attribs?.href, tag.children?.map(({ data }) => data ?? "").join(""));
      },
    },
    selectors: [
      { selector: "img", format: "picture" },
      { selector: "source", format: "source" },
      { selector: "video[src]", format: "video" },
      { selector: "audio[src]", format: "audio" },
      { selector: "a.attachment", format: "file" },
    ],
  });
  return [...found.values()];
}
