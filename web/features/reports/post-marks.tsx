import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { type ContentKind, contentKinds } from "#shared/reports/content-kind.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Chip } from "#web/ui/chip.tsx";
import { cx } from "#web/ui/cx.ts";
import { controlClass } from "#web/ui/field.tsx";

/** What people say about one post: its campaigns and what it is for. It stands in the post's drawer. */
export function PostMarks({ postId }: { postId: string }) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayTag = useMay("post.tag");
  const mayKind = useMay("post.kind");
  const marks = useQuery(trpc.reports.postMarks.queryOptions({ postId }));
  const onSuccess = () => queries.invalidateQueries(trpc.reports.pathFilter());
  const tag = useMutation(trpc.reports.tagPost.mutationOptions({ onSuccess }));
  const kind = useMutation(trpc.reports.setKind.mutationOptions({ onSuccess }));
  const failed = marks.error ?? tag.error ?? kind.error;
  if (!marks.data) return failed ? <Problem error={failed} onRetry={() => void marks.refetch()} /> : null;
  const { campaigns, known, because, corrected } = marks.data;
  const why = corrected ? t("mix.corrected") : because ? t("mix.because", { word: because }) : t("mix.otherwise");
  return (
    <div className="grid gap-2">
      <ul aria-label={t("tags.title")} className="flex flex-wrap gap-1.5 empty:hidden">
        {campaigns.map((name) => (
          <li key={name}>
            <Chip
              on
              {...(mayTag && {
                onRemove: () => tag.mutate({ postId, name, on: false }),
                removeLabel: t("tags.remove", { name }),
              })}
            >
              {name}
            </Chip>
          </li>
        ))}
      </ul>
      {mayTag && (
        <AddCampaign
          known={known.filter((name) => !campaigns.includes(name))}
          busy={tag.isPending}
          onAdd={(name) => tag.mutate({ postId, name, on: true })}
        />
      )}
      {!mayTag && campaigns.length === 0 && <p className="text-12 text-text-3">{t("tags.none")}</p>}
      <p className="flex flex-wrap items-center gap-2 text-12">
        <span className="text-text-3">{t("tags.kind")}</span>
        {mayKind ? (
          <span className="w-26 shrink-0">
            <select
              aria-label={t("tags.kind")}
              value={marks.data.kind}
              disabled={kind.isPending}
              onChange={(event) => kind.mutate({ postId, kind: event.target.value as ContentKind })}
              className={cx(controlClass, "h-7 px-1 max-sm:h-10")}
            >
              {contentKinds.map((one) => (
                <option key={one} value={one}>
                  {t(`kind.${one}`)}
                </option>
              ))}
            </select>
          </span>
        ) : (
          <b>{t(`kind.${marks.data.kind}`)}</b>
        )}
        <span className="text-text-3">{why}</span>
        {mayKind && corrected && (
          <button type="button" className="link" onClick={() => kind.mutate({ postId, kind: null })}>
            {t("mix.takeBack")}
          </button>
        )}
      </p>
      {failed && <Problem error={failed} />}
    </div>
  );
}

type AddProps = { known: string[]; busy: boolean; onAdd: (name: string) => void };

function AddCampaign({ known, busy, onAdd }: AddProps) {
  const { t } = useTexts("reportScreens");
  const list = useId();
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onAdd(name.trim());
    setName("");
  };
  return (
    <form onSubmit={submit} className="flex gap-1.5">
      <input
        list={list}
        value={name}
        maxLength={60}
        aria-label={t("tags.name")}
        placeholder={t("tags.add")}
        onChange={(event) => setName(event.target.value)}
        className={cx(controlClass, "h-7 px-2 max-sm:h-10")}
      />
      <datalist id={list}>
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Button type="submit" busy={busy} disabled={!name.trim()}>
        {t("tags.put")}
      </Button>
    </form>
  );
}
