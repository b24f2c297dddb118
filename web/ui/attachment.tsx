import { FileText, Image, Link2, type LucideIcon, Music, Video } from "lucide-react";
import { cx } from "./cx.ts";

const icons: Record<string, LucideIcon> = { picture: Image, video: Video, audio: Music, link: Link2, file: FileText };

type Props = { kind: string; label: string; name: string | null; url: string | null; className?: string };

/** Something that hangs on words: what it is, what it is called, and a way to it that tells nobody where one came from. */
export function Attachment({ kind, label, name, url, className }: Props) {
  const Icon = icons[kind] ?? FileText;
  const words = name ? `${label}: ${name}` : label;
  return (
    <span className={cx("inline-flex max-w-full min-w-0 items-center gap-1.5 text-12 leading-4.5", className)}>
      <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-text-3" />
      {url ? (
        <a
          href={url}
          target="_blank"
          rel="noreferrer noopener nofollow"
          title={new URL(url).host}
          className="truncate text-accent hover:underline max-sm:leading-8"
        >
          {words}
        </a>
      ) : (
        <span className="truncate text-text-2">{words}</span>
      )}
    </span>
  );
}
