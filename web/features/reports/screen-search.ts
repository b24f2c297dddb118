import type { Network } from "#shared/channel.ts";
import type { Brand } from "#shared/team/schema.ts";
import type { Period } from "./period.ts";

/** What the address of a further report screen can hold; a link reopens the same screen. */
export type ReportScreenSearch = {
  brand?: string;
  from?: string;
  to?: string;
  network?: Network;
  campaign?: string;
  span?: "period" | "180" | "365";
  with?: string;
  withFrom?: string;
  withTo?: string;
  withCampaign?: string;
};

/** What every further screen gets from its page. */
export type ScreenProps = {
  brand: Brand;
  search: ReportScreenSearch;
  period: Period;
  onShow: (more: Partial<ReportScreenSearch>) => void;
};
