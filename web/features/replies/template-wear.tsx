import { useQuery } from "@tanstack/react-query";
import type { TemplateWear } from "#shared/replies/template-wear.ts";
import { changes } from "#shared/replies/template-wear.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Bar, Waiting } from "#web/ui/skeleton.tsx";
import { ThreadLink } from "./thread-link.tsx";

type Props = {
  templateId: string;
  lang: string;
  onTake: ((body: string) => void) | null;
  onVariant: ((body: string) => void) | null;
};

/** How often and how alike a template was sent, to whom twice, and what people most often make of it. */
export function TemplateWearSection({ templateId, lang, onTake, onVariant }: Props) {
  const { t } = useTexts("replies");
  const wear = useQuery(useTRPC().templates.wear.queryOptions({ templateId, lang }, { retry: false }));
  return (
    <section aria-label={t("wear.title")} className="grid gap-3 border-t border-line pt-4">
      <h3 className="font-strong">{t("wear.title")}</h3>
      {wear.isError ? (
        <Problem error={wear.error} onRetry={() => void wear.refetch()} />
      ) : !wear.data ? (
        <Waiting>
          <Bar className="h-16 w-full" />
        </Waiting>
      ) : wear.data.sent === 0 ? (
        <p className="text-text-2">{t("wear.none")}</p>
      ) : (
        <Worn wear={wear.data} onTake={onTake} onVariant={onVariant} />
      )}
    </section>
  );
}

type WornProps = { wear: TemplateWear } & Pick<Props, "onTake" | "onVariant">;

function Worn({ wear, onTake, onVariant }: WornProps) {
  const { t } = useTexts("replies");
  const format = useFormat();
  return (
    <>
      <p className="text-text-2">
        {t("wear.sent", { count: wear.sent })}{" "}
        {wear.median !== null && t("wear.median", { share: format.percent(Math.min(1, wear.median)) })}
        {wear.read < wear.sent && ` ${t("wear.read", { count: wear.read })}`}
      </p>
      <Distribution wear={wear} />
      <Twice wear={wear} />
      <Edits wear={wear} onTake={onTake} onVariant={onVariant} />
    </>
  );
}

function Distribution({ wear }: { wear: TemplateWear }) {
  const { t } = useTexts("replies");
  const most = Math.max(1, ...changes.map((band) => wear.bands[band]));
  return (
    <table className="w-full max-w-120 border-collapse">
      <caption className="pb-1 text-left text-12 text-text-3">{t("wear.distribution")}</caption>
      <tbody>
        {changes.map((band) => (
          <tr key={band}>
            <th scope="row" className="py-0.5 pr-3 text-left font-normal whitespace-nowrap text-text-2">
              {t(`wear.band.${band}`)}
            </th>
            <td className="py-0.5 pr-2 text-right tabular-nums">{wear.bands[band]}</td>
            <td aria-hidden className="w-full py-0.5">
              <span
                className={cx("block h-2.5 rounded-[2px]", band === "verbatim" || band === "light" ? "bg-c2" : "bg-c3")}
                style={{ width: `${(wear.bands[band] / most) * 100}%`, minWidth: wear.bands[band] ? 2 : 0 }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Twice({ wear }: { wear: TemplateWear }) {
  const { t } = useTexts("replies");
  if (wear.twice.length === 0) return null;
  return (
    <div>
      <h4 className="font-medium text-text-2">{t("wear.twice")}</h4>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {wear.twice.map((one) => (
          <li key={one.threadId} className="min-w-0">
            <ThreadLink threadId={one.threadId}>
              {t("wear.times", { name: one.memberName, count: one.count })}
            </ThreadLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Edits({ wear, onTake, onVariant }: WornProps) {
  const { t } = useTexts("replies");
  return (
    <div className="grid gap-2">
      <h4 className="font-medium text-text-2">{t("wear.edits")}</h4>
      {wear.edits.length === 0 && <p className="text-text-3">{t("wear.noEdits")}</p>}
      <ul className="grid gap-2">
        {wear.edits.map((edit) => (
          <li key={edit.body} className="grid gap-1.5 rounded-m border border-line bg-sunken px-3 py-2">
            <p lang={wear.lang} className="text-14 leading-5.5 break-words whitespace-pre-wrap">
              {edit.before && <del className="text-text-3 decoration-text-3">{edit.before}</del>}{" "}
              {edit.after && <ins className="bg-ok-soft no-underline">{edit.after}</ins>}
            </p>
            <p className="flex flex-wrap items-center gap-1.5">
              <span className="mr-auto text-12 text-text-3">{t("wear.editors", { count: edit.count })}</span>
              {onTake && (
                <Button size="s" onClick={() => onTake(edit.body)}>
                  {t("wear.take")}
                </Button>
              )}
              {onVariant && (
                <Button size="s" onClick={() => onVariant(edit.body)}>
                  {t("wear.variant")}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
