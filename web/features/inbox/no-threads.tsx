import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { InboxFilter } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { filterOf, narrowingsIn, type View, viewOf, widened } from "./views.ts";

type Props = { filter: InboxFilter; onFilter: (next: InboxFilter) => void };

/** Why nothing is here, and the one place to go next. */
export function NoThreads({ filter, onFilter }: Props) {
  const { t } = useTexts("inbox");
  const trpc = useTRPC();
  const counts = useQuery(trpc.inbox.counts.queryOptions({ brand: filter.brand })).data;
  const channels = useQuery(trpc.channels.list.queryOptions({ brand: filter.brand })).data;
  const to = (view: View, words: string) => (
    <Button onClick={() => onFilter(filterOf(view, filter.brand))}>{words}</Button>
  );
  if (filter.q)
    return (
      <EmptyState
        action={
          filter.status === "all" ? (
            <Button onClick={() => onFilter({ ...filter, q: undefined })}>{t("list.clearSearch")}</Button>
          ) : (
            <Button onClick={() => onFilter({ brand: filter.brand, q: filter.q, status: "all" })}>
              {t("empty.searchEverywhere")}
            </Button>
          )
        }
      >
        {t("empty.searched", { q: filter.q })}
      </EmptyState>
    );
  if (narrowingsIn(filter).length > 0)
    return (
      <EmptyState action={<Button onClick={() => onFilter(widened(filter))}>{t("empty.clear")}</Button>}>
        {t("empty.filtered")}
      </EmptyState>
    );
  const view = viewOf(filter) ?? "open";
  if (view === "open" && channels?.length === 0) return <NothingYet brand={filter.brand} />;
  if (view === "open")
    return (
      <EmptyState action={counts?.waiting ? to("waiting", t("empty.openAction")) : to("done", t("empty.doneAction"))}>
        {counts?.waiting ? t("empty.open", { count: counts.waiting }) : t("empty.openNothing")}
      </EmptyState>
    );
  const next = view === "mine" ? to("unassigned", t("empty.mineAction")) : to("open", t("empty.openViewAction"));
  return <EmptyState action={next}>{t(`empty.${view}`)}</EmptyState>;
}

/** A Konak that listens to nobody yet has nothing answered either. */
function NothingYet({ brand }: { brand: string | undefined }) {
  const { t } = useTexts("inbox");
  return (
    <EmptyState
      action={
        <Link to="/channels" search={{ brand }} className={buttonClass("primary")}>
          {t("empty.connect")}
        </Link>
      }
    >
      {t("empty.nothingYet")}
    </EmptyState>
  );
}
