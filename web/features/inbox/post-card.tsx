import { Link } from "@tanstack/react-router";
import { Heart, type LucideIcon, Megaphone, MessageCircle, Share } from "lucide-react";
import type { PostView, ThreadView } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Tag } from "#web/ui/badge.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";

type Props = { post: PostView; thread: ThreadView; brandName: string };

/** The post of ours that the thread hangs on, with its newest counts. */
export function PostCard({ post, thread, brandName }: Props) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const [, title, rest] = /^(.{1,80}?[.!?](?=\s|$))?([\s\S]*)$/.exec(post.text) ?? [];
  return (
    <article className="grid grid-cols-[48px_minmax(0,1fr)] gap-x-3 rounded-l border border-line bg-sunken p-2">
      <span className="grid size-12 place-items-center rounded-m bg-av3 text-av3-t">
        <Megaphone aria-hidden size={16} strokeWidth={1.5} />
      </span>
      <div className="min-w-0">
        <p className="flex items-center gap-1.5 text-12 text-text-3">
          <NetworkIcon network={thread.network} />
          <span className="truncate">
            {brandName} · {format.weekday(post.publishedAt)}, {format.time(post.publishedAt)}
          </span>
          {post.paid === "paid" && <Tag>{t("post.ad")}</Tag>}
          {post.url && (
            <a className="link ml-auto shrink-0" href={post.url} target="_blank" rel="noreferrer noopener">
              {t("post.open")}
            </a>
          )}
        </p>
        <p className="truncate leading-4.5" title={post.text}>
          {title && <b>{title}</b>}
          {rest}
        </p>
        <p className="mt-px flex flex-wrap gap-x-3 text-12 text-text-2">
          <Figure icon={Heart} value={post.likes} label={t("post.likes")} />
          <Figure icon={MessageCircle} value={post.comments} label={t("post.comments")} />
          <Figure icon={Share} value={post.shares} label={t("post.shares")} />
          {post.openThreads > 0 && (
            <Link
              to="/inbox"
              search={{ brand: thread.brandSlug, post: post.id, thread: thread.id }}
              title={t("post.openThreadsTitle")}
              className="hover:underline"
            >
              {t("post.openThreads", { count: post.openThreads })}
            </Link>
          )}
        </p>
      </div>
    </article>
  );
}

function Figure({ icon: Icon, value, label }: { icon: LucideIcon; value: number | null; label: string }) {
  const { t } = useTexts("thread");
  const format = useFormat();
  return (
    <span
      title={value === null ? `${label}: ${t("post.unread")}` : label}
      className="inline-flex items-center gap-0.75 tabular-nums"
    >
      <Icon aria-hidden size={12} strokeWidth={1.5} className="text-text-3" />
      <span className="sr-only">{label}</span>
      {format.number(value)}
    </span>
  );
}
