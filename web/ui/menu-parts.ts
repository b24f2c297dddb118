import type { ComponentType, ReactNode } from "react";
import { createContext } from "react";

export type MenuProps = {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  width?: number;
};

type Part<P> = ComponentType<P & { className?: string; children?: ReactNode }>;

/** The parts an open menu hands to its items, so that items cost nothing before a menu was opened. */
export type MenuParts = {
  Item: Part<{ onSelect?: () => void; disabled?: boolean }>;
  Separator: Part<object>;
  Label: Part<object>;
};
export const MenuPartsContext = createContext<MenuParts | null>(null);

export const itemClass =
  "flex min-h-7 w-full cursor-pointer items-center gap-2 rounded-m px-2 py-1 text-left outline-none select-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:text-text-3 max-sm:min-h-11";
