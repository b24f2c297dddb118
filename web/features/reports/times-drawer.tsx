import { useQuery } from "@tanstack/react-query";
import type { ScreenFilter } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Drawer } from "#web/ui/drawer.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { aboveTabs } from "./drawer-parts.tsx";
import { LineList } from "./line-list.tsx";
import { sayHour, sayWeekday } from "./times-grid.ts";

type Props = { filter: ScreenFilter; at: { weekday: number; hour: number }; onClose: () => void };

/** The posts one hour of the week stands on. */
export function TimesDrawer({ filter, at, onClose }: Props) {
  const { t } = useTexts("reportScreens");
  const { locale } = useFormat();
  const trpc = useTRPC();
  const posts = useQuery(trpc.reports.timePosts.queryOptions({ ...filter, ...at }));
  const when = `${sayWeekday(at.weekday, locale, "long")} ${sayHour(at.hour)}`;
  return (
    <Drawer title={when} onClose={onClose} className={aboveTabs}>
      {posts.isPending && <SkeletonRows count={4} height={44} />}
      {posts.isError && <Problem error={posts.error} onRetry={() => void posts.refetch()} />}
      {posts.data && (
        <>
          <p className="mb-1 text-12 text-text-3">{t("posts", { count: posts.data.items.length })}</p>
          <LineList lines={posts.data.items} brand={filter.brand} formula={posts.data.formula} />
        </>
      )}
    </Drawer>
  );
}
