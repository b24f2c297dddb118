import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Brand } from "#shared/team/schema.ts";
import { dayIn } from "#shared/time.ts";
import { type Period, periodOf } from "#web/features/reports/period.ts";
import { type ReportScreenSearch, rateFormulaOf } from "#web/features/reports/screen-search.ts";
import { useBrand, useMe } from "#web/lib/me.ts";

export type ReportScreenPath =
  | "/reports/overview"
  | "/reports/times"
  | "/reports/mix"
  | "/reports/team"
  | "/reports/loops"
  | "/reports/compare"
  | "/reports/rivals";

type Address = {
  brand: Brand | undefined;
  search: ReportScreenSearch;
  period: Period;
  show: (more: Partial<ReportScreenSearch>) => void;
};

/** Brand and period of the address; what it leaves out is the first brand and the last 28 whole days. */
export function useReportAddress(to: ReportScreenPath): Address {
  const asked = useSearch({ strict: false }) as ReportScreenSearch;
  const search = { ...asked, formula: rateFormulaOf(asked.formula) };
  const navigate = useNavigate();
  const first = useMe().brands[0];
  const brand = useBrand() ?? first;
  const usual = brand && periodOf("28d", dayIn(brand.timeZone, new Date()));
  const period = { from: search.from ?? usual?.from ?? "", to: search.to ?? usual?.to ?? "" };
  const whole =
    search.from === period.from &&
    search.to === period.to &&
    (search.brand === brand?.slug || to === "/reports/overview");
  const show = (more: Partial<ReportScreenSearch>) =>
    void navigate({ to, search: { ...search, brand: brand?.slug, ...period, ...more } });
  // a brand that is not among the person's stays in the address: the tabs say so
  const foreign = search.brand !== undefined && search.brand !== brand?.slug;
  useEffect(() => {
    if (brand && !whole && !foreign)
      void navigate({
        to,
        search: { ...asked, brand: to === "/reports/overview" ? search.brand : brand.slug, ...period },
        replace: true,
      });
  });
  return { brand, search, period, show };
}
