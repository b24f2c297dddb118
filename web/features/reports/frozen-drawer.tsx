import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Changes, FrozenReport } from "#shared/reports/frozen.ts";
import type { FigureId } from "#shared/reports/schema.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Drawer } from "#web/ui/drawer.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { aboveTabs, Heading } from "./drawer-parts.tsx";
import { aggregateName } from "./formula-menu.tsx";
import { sayPeriod } from "./period.ts";
import { useSay } from "./value.tsx";

/** A report as it stood, and what the same report says today that it did not say then. */
export function FrozenDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTexts("reportFormulas");
  const trpc = useTRPC();
  const query = useQuery(trpc.reports.frozenOne.queryOptions({ id }));
  return (
    <Drawer title={t("frozen.drawer")} onClose={onClose} className={aboveTabs}>
      {query.isPending && <SkeletonRows count={6} height={28} />}
      {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Frozen frozen={query.data} onClose={onClose} />}
    </Drawer>
  );
}

function Frozen({ frozen, onClose }: { frozen: FrozenReport; onClose: () => void }) {
  const { t } = useTexts("reportFormulas");
  const { locale, full } = useFormat();
  const { name, by, createdAt, report, changes } = frozen;
  const period = sayPeriod(frozen, locale, "-");
  return (
    <>
      <p className="text-14 font-strong text-pretty">{name}</p>
      <p className="text-12 text-text-3">
        {t("frozen.row", { period, by: by ?? t("frozen.konak"), at: full(createdAt) })}
        <span className="block">
          {formulaTexts[report.formula].name}, {aggregateName(report)}
        </span>
      </p>
      <Changed changes={changes} frozen={frozen} />
      <Heading>{t("frozen.figuresThen")}</Heading>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1">
        {report.figures.map((figure) => (
          <FigureThen key={figure.id} id={figure.id} frozen={frozen} value={figure.value} />
        ))}
      </dl>
      <Remove id={frozen.id} name={name} onRemoved={onClose} />
    </>
  );
}

function FigureThen({ id, value, frozen }: { id: FigureId; value: number | null; frozen: FrozenReport }) {
  const { t } = useTexts("reports");
  const say = useSay();
  const unit = frozen.report.figures.find((one) => one.id === id)?.unit ?? "count";
  return (
    <>
      <dt className="text-text-2">{t(`name.${id}`)}</dt>
      <dd className="text-right tabular-nums">{say(value, unit, id)}</dd>
    </>
  );
}

const shownPosts = 12;

function Changed({ changes, frozen }: { changes: Changes; frozen: FrozenReport }) {
  const { t } = useTexts("reportFormulas");
  const { t: tell } = useTexts("reports");
  const say = useSay();
  const { figures, posts, threadsAdded, threadsGone, answersSince } = changes;
  const threads = [
    threadsAdded > 0 && t("frozen.added", { count: threadsAdded }),
    threadsGone > 0 && t("frozen.gone", { count: threadsGone }),
    answersSince > 0 && t("frozen.answers", { count: answersSince }),
  ].filter(Boolean);
  const unitOf = (id: FigureId) => frozen.report.figures.find((one) => one.id === id)?.unit ?? "count";
  return (
    <>
      <Heading>{t("frozen.changed")}</Heading>
      {figures.length === 0 && <p className="text-text-2">{t("frozen.same")}</p>}
      <ul className="grid gap-1.5">
        {figures.map(({ id, was, now }) => (
          <li key={id}>
            <span className="block">{tell(`name.${id}`)}</span>
            <span className="text-text-2 tabular-nums">
              {t("frozen.wasNow", { was: say(was, unitOf(id), id), now: say(now, unitOf(id), id) })}
            </span>
          </li>
        ))}
      </ul>
      {posts.length > 0 && <Heading>{t("frozen.posts")}</Heading>}
      <ul className="grid gap-1.5">
        {posts.slice(0, shownPosts).map((post) => (
          <li key={`${post.id} ${post.what}`}>
            <span className="block truncate">{post.title || tell("posts.untitled")}</span>
            <span className="text-12 text-text-3">
              {t(`frozen.what.${post.what === "deleted" && post.now === 0 ? "back" : post.what}`, {
                was: say(post.was, "count"),
                now: say(post.now, "count"),
              })}
            </span>
          </li>
        ))}
      </ul>
      {posts.length > shownPosts && (
        <p className="mt-1 text-12 text-text-3">{t("frozen.postsMore", { count: posts.length - shownPosts })}</p>
      )}
      {threads.length > 0 && (
        <>
          <Heading>{t("frozen.threads")}</Heading>
          <p className="text-text-2">{threads.join(", ")}.</p>
        </>
      )}
    </>
  );
}

function Remove({ id, name, onRemoved }: { id: string; name: string; onRemoved: () => void }) {
  const { t } = useTexts("reportFormulas");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = useMay("report.unfreeze");
  const remove = useMutation(
    trpc.reports.unfreeze.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.reports.frozen.pathFilter());
        showToast({ text: t("frozen.removed", { name }) });
        onRemoved();
      },
    }),
  );
  if (!may) return null;
  return (
    <div className="mt-4">
      <Button size="s" busy={remove.isPending} onClick={() => remove.mutate({ id })}>
        {t("frozen.remove")}
      </Button>
      {remove.isError && <Problem error={remove.error} />}
    </div>
  );
}
