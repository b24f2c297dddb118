import type { ServiceHours as Hours } from "#shared/team/service-clock.ts";
import { ServiceHours } from "#shared/team/service-hours.ts";

/** A brand's service hours as they are stored; what cannot be read counts as none. */
export const hoursOf = (stored: string | null): Hours | null =>
  stored === null ? null : (ServiceHours.safeParse(JSON.parse(stored)).data ?? null);
