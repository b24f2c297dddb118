import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import type { BriefState } from "#web/features/ideas/use-brief.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Field, IconInput, TextInput } from "#web/ui/field.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";

type Post = CallView["posts"][number];
const most = 50;
const firstLine = (text: string): string => text.split("\n")[0] ?? "";

/** Where ideas come from by themselves; from any thread they come by hand besides. */
export function SourceFields({ state }: { state: BriefState }) {
  const { t } = useTexts("callBrief");
  const [choosing, setChoosing] = useState(false);
  const { draft, change } = state;
  return (
    <Card title={t("parts.sources")}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 pt-1">
        <div>
          <p className="font-medium text-text-2">{t("posts")}</p>
          <p className="text-12 text-text-3">{t("postsHelp")}</p>
          <ul className="mt-1 empty:hidden">
            {draft.posts.map((post) => (
              <li key={post.id} className="flex items-center gap-2 py-0.5">
                <NetworkIcon network={post.network} look="glyph" />
                <span className="min-w-0 flex-1 truncate">{firstLine(post.text)}</span>
                <IconButton
                  icon={X}
                  size="s"
                  label={t("removePost", { text: firstLine(post.text).slice(0, 40) })}
                  onClick={() => change({ posts: draft.posts.filter((one) => one.id !== post.id) })}
                />
              </li>
            ))}
          </ul>
          <Button className="mt-1.5" onClick={() => setChoosing(true)}>
            {t("addPosts")}
          </Button>
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
          <Field label={t("hashtags")} help={t("hashtagsHelp")}>
            {(wiring) => (
              <TextInput
                {...wiring}
                maxLength={500}
                value={draft.hashtags}
                onChange={(event) => change({ hashtags: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t("mentionWords")} help={t("mentionWordsHelp")}>
            {(wiring) => (
              <TextInput
                {...wiring}
                maxLength={500}
                value={draft.mentionWords}
                onChange={(event) => change({ mentionWords: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
        <div>
          <Checkbox checked={draft.page} onChange={(page) => change({ page })}>
            {t("page")}
          </Checkbox>
          <Checkbox checked={draft.noindex} disabled={!draft.page} onChange={(noindex) => change({ noindex })}>
            {t("noindex")}
          </Checkbox>
        </div>
      </div>
      {choosing && (
        <PostDialog
          brand={state.brandSlug}
          chosen={draft.posts}
          onChange={(posts) => change({ posts })}
          onClose={() => setChoosing(false)}
        />
      )}
    </Card>
  );
}

type DialogProps = { brand: string; chosen: Post[]; onChange: (posts: Post[]) => void; onClose: () => void };

function PostDialog({ brand, chosen, onChange, onClose }: DialogProps) {
  const { t } = useTexts("callBrief");
  const format = useFormat();
  const [typed, setTyped] = useState("");
  const find = useDeferredValue(typed.trim());
  const posts = useQuery(
    useTRPC().calls.posts.queryOptions({ brand, find }, { placeholderData: keepPreviousData, staleTime: 60_000 }),
  );
  const ids = new Set(chosen.map((post) => post.id));
  const toggle = (post: Post, on: boolean) =>
    onChange(on ? [...chosen, post] : chosen.filter((one) => one.id !== post.id));
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("postsTitle")}
      width={560}
      footer={
        <Button size="l" variant="primary" onClick={onClose}>
          {t("postsDone")}
        </Button>
      }
    >
      <IconInput
        icon={Search}
        type="search"
        autoFocus
        aria-label={t("postsFind")}
        placeholder={t("postsFind")}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {posts.isError && <Problem error={posts.error} onRetry={() => void posts.refetch()} />}
      {posts.isPending && <SkeletonRows count={5} height={44} />}
      {posts.data?.length === 0 && <EmptyState className="!py-6">{t("postsNone")}</EmptyState>}
      <ul className="-mt-2">
        {posts.data?.map((post) => (
          <li key={post.id} className="flex items-center gap-2 py-1.5 [&+&]:border-t [&+&]:border-line">
            <Checkbox
              checked={ids.has(post.id)}
              disabled={!ids.has(post.id) && chosen.length >= most}
              onChange={(on) => toggle(post, on)}
              className="min-w-0 flex-1"
            >
              <span className="flex min-w-0 items-center gap-2">
                <NetworkIcon network={post.network} look="glyph" />
                <span className="min-w-0 flex-1 truncate">{firstLine(post.text)}</span>
              </span>
            </Checkbox>
            <span className="shrink-0 text-12 text-text-3">{format.day(post.at)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
