import { type Crisis, isCrisisAt } from "#shared/team/crisis.ts";
import type { Brand } from "#shared/team/schema.ts";
import { useNow } from "#web/ui/say.tsx";

/** A brand's crisis while it lasts: one that runs out is gone from the page without being asked for again. */
export function useCrisis(brand: Pick<Brand, "crisis"> | null): Crisis | null {
  const now = useNow();
  const crisis = brand?.crisis ?? null;
  return isCrisisAt(crisis, now) ? crisis : null;
}
