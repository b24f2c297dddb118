import type { PostFigures } from "#shared/reports/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Tag } from "#web/ui/badge.tsx";
import { cx } from "#web/ui/cx.ts";
import { NetworkIcon } from "#web/ui/network-icon.tsx";

/** A post by its first line, with what one has to know before comparing its numbers. */
export function PostName({ post, wraps }: { post: PostFigures; wraps?: boolean }) {
  const { t } = useTexts("reports");
  const title = post.title || t("posts.untitled");
  return (
    <span className="flex min-w-0 items-center gap-1.75">
      <NetworkIcon network={post.network} />
      <span
        className={cx(
          "truncate",
          wraps && "@max-[620px]:line-clamp-2 @max-[620px]:text-12 @max-[620px]:whitespace-normal",
        )}
        title={title}
      >
        {title}
      </span>
      {post.paid === "paid" && <Tag>{t("posts.ad")}</Tag>}
      {post.paid === "mixed" && <Tag>{t("posts.mixed")}</Tag>}
      {post.deleted && <Tag>{t("posts.deleted")}</Tag>}
      {!post.settled && <Tag title={t("posts.settlingWhy")}>{t("posts.settling")}</Tag>}
    </span>
  );
}
