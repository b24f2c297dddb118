import { createContext, type ReactNode } from "react";
import type { Warning } from "#shared/replies/schema.ts";

type Reasons = (props: { warnings: readonly Warning[]; draft: string }) => ReactNode;

/** Where the page puts the sentences of the personalization check, which belong to the replies. */
export const ReasonsSlot = createContext<Reasons>(() => null);
