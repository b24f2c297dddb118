import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { Strength } from "#shared/replies/schema.ts";

/** How each strength of a reason looks: an icon and a colour, always beside its word. */
export const grades: Record<Strength, { icon: LucideIcon; look: string }> = {
  ask: { icon: CircleAlert, look: "text-ask" },
  warn: { icon: TriangleAlert, look: "text-warn" },
  hint: { icon: Info, look: "text-hint" },
};
