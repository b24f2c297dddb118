import { createContext, use } from "react";
import { type Action, may } from "#shared/actions.ts";
import type { Brand, Me } from "#shared/team/schema.ts";

/** The signed-in person and the brand the page is about; the shell puts it there. */
export type Here = { me: Me; brand: Brand | null };

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = use(HereContext);
  if (!here) throw new Error("useHere is for pages inside the shell");
  return here;
}

export const useMe = (): Me => useHere().me;

/** The brand chosen in the sidebar, or null for all of them. */
export const useBrand = (): Brand | null => useHere().brand;

/** Whether the person may do an action: what they may not do is not on their screen. */
export const useMay = (action: Action): boolean => may(useMe().role, action);
