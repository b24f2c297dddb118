import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ContentKind, contentKinds } from "#shared/reports/content-kind.ts";
import type { Mix, PostLine } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { controlClass } from "#web/ui/field.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { kindColor } from "./kind-look.ts";
import { useSayRate } from "./use-say-rate.ts";
import { NotAvailable, useWhy } from "./value.tsx";

const first = 30;

/** Every post with its kind and why it was suggested; who may, says better. */
export function MixPosts({ mix }: { mix: Mix }) {
  const { t } = useTexts("reportScreens");
  const reports = useTexts("reports").t;
  const [shown, setShown] = useState(first);
  const rest = mix.posts.length - shown;
  const head = (
    <>
      <Th>{reports("posts.post")}</Th>
      <Th>{t("mix.kindColumn")}</Th>
      <Th className="@max-[760px]:hidden">{t("mix.campaigns")}</Th>
      <Th end>{reports("posts.rate")}</Th>
    </>
  );
  return (
    <Card
      flush
      title={t("mix.postsTitle")}
      aside={<span className="max-sm:hidden">{t("mix.postsNote")}</span>}
      className="@container"
    >
      <Table caption={t("mix.postsTitle")} head={head}>
        {mix.posts.slice(0, shown).map((post) => (
          <PostRow key={post.id} post={post} formula={mix.formula} />
        ))}
      </Table>
      {rest > 0 && (
        <p className="border-t border-line px-3 py-2">
          <Button size="s" onClick={() => setShown(mix.posts.length)}>
            {t("mix.more", { count: rest })}
          </Button>
        </p>
      )}
    </Card>
  );
}

function PostRow({ post, formula }: { post: PostLine; formula: Mix["formula"] }) {
  const reports = useTexts("reports").t;
  const { day } = useFormat();
  const say = useSayRate(formula);
  const why = useWhy();
  return (
    <Tr>
      <Td className="w-full max-w-0 min-w-28">
        <span className="flex min-w-0 items-center gap-1.75">
          <NetworkIcon network={post.network} />
          <span className="min-w-0">
            <span className="block truncate" title={post.title}>
              {post.title || reports("posts.untitled")}
            </span>
          </span>
          <span className="shrink-0 text-12 text-text-3 @max-[760px]:hidden">{day(post.publishedAt)}</span>
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        <KindChoice post={post} />
      </Td>
      <Td className="max-w-48 truncate text-12 text-text-2 @max-[760px]:hidden">{post.campaigns.join(", ")}</Td>
      <Td end>
        {post.rate === null || !post.settled ? (
          <NotAvailable why={post.settled ? why(post.missing) : reports("posts.settlingWhy")} />
        ) : (
          say(post.rate)
        )}
      </Td>
    </Tr>
  );
}

function KindChoice({ post }: { post: PostLine }) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = useMay("post.kind");
  const save = useMutation(
    trpc.reports.setKind.mutationOptions({
      onSuccess: (_, { kind }) => {
        if (kind) showToast({ text: t("mix.saved", { title: post.title.slice(0, 40), kind: t(`kind.${kind}`) }) });
        return queries.invalidateQueries(trpc.reports.pathFilter());
      },
    }),
  );
  const reason = post.corrected ? t("mix.corrected") : post.because ? t("mix.word", { word: post.because }) : "";
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className={cx("size-2.5 shrink-0 rounded-[2px] @max-[480px]:hidden", kindColor[post.kind])} />
      {may ? (
        <span className="w-26 shrink-0">
          <select
            aria-label={t("mix.choose", { title: post.title })}
            value={post.kind}
            disabled={save.isPending}
            onChange={(event) => save.mutate({ postId: post.id, kind: event.target.value as ContentKind })}
            className={cx(controlClass, "h-7 px-1 max-sm:h-10")}
          >
            {contentKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </span>
      ) : (
        t(`kind.${post.kind}`)
      )}
      <span className="max-w-32 truncate text-12 text-text-3 @max-[860px]:hidden" title={reason}>
        {reason}
      </span>
      {may && post.corrected && (
        <button
          type="button"
          className="link text-12 @max-[860px]:hidden"
          onClick={() => save.mutate({ postId: post.id, kind: null })}
        >
          {t("mix.takeBack")}
        </button>
      )}
      {save.isError && <Problem error={save.error} />}
    </span>
  );
}
