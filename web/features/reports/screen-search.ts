import type { Network } from "#shared/channel.ts";
import { type Aggregate, type RateFormula, rateFormulaIds } from "#shared/reports/closed-list.ts";
import type { Brand } from "#shared/team/schema.ts";
import type { Period } from "./period.ts";

/** What the address of a further report screen can hold; a link reopens the same screen. */
export type ReportScreenSearch = {
  brand?: string;
  from?: string;
  to?: string;
  formula?: RateFormula;
  aggregate?: Aggregate;
  network?: Network;
  campaign?: string;
  span?: "period" | "180" | "365";
  with?: string;
  withFrom?: string;
  withTo?: string;
  withCampaign?: string;
};

/** The rate formula of an address; a name that is none is left out, and the tabs say so. */
export const rateFormulaOf = (asked: string | undefined): RateFormula | undefined =>
  rateFormulaIds.find((id) => id === asked);

/** What every further screen gets from its page. */
export type ScreenProps = {
  brand: Brand;
  search: ReportScreenSearch;
  period: Period;
  onShow: (more: Partial<ReportScreenSearch>) => void;
};
