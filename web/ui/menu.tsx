import { Check, type LucideIcon } from "lucide-react";
import { cloneElement, isValidElement, lazy, type ReactNode, Suspense, use, useState } from "react";
import { cx } from "./cx.ts";
import { Kbd } from "./kbd.tsx";
import { itemClass, MenuPartsContext, type MenuProps } from "./menu-parts.ts";

const load = () => import("./menu-open.tsx");
const OpenMenu = lazy(load);

/** A menu that opens from its trigger; arrows and first letters move in it. Its code comes when the trigger is reached. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const trigger = isValidElement<{ "aria-haspopup"?: string; "aria-expanded"?: boolean }>(props.trigger)
    ? cloneElement(props.trigger, { "aria-haspopup": "menu", "aria-expanded": false })
    : props.trigger;
  if (wanted)
    return (
      <Suspense fallback={trigger}>
        <OpenMenu {...props} />
      </Suspense>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the trigger inside is the control; this only listens
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key press on the trigger arrives as a click
    <span className="contents" onPointerEnter={load} onFocus={load} onClick={() => setWanted(true)}>
      {trigger}
    </span>
  );
}

type ItemProps = {
  children: ReactNode;
  onSelect?: () => void;
  icon?: LucideIcon;
  /** instead of an icon: an avatar, a network's sign, a colour */
  mark?: ReactNode;
  keys?: string;
  /** a second, quieter line */
  detail?: ReactNode;
  chosen?: boolean;
  danger?: boolean;
  disabled?: boolean;
};

export function MenuItem(props: ItemProps) {
  const { children, onSelect, icon: Icon, mark, keys, detail, chosen, danger, disabled } = props;
  const parts = use(MenuPartsContext);
  if (!parts) return null;
  return (
    <parts.Item onSelect={onSelect} disabled={disabled} className={cx(itemClass, danger && "text-ask")}>
      {mark}
      {Icon && (
        <Icon aria-hidden size={16} strokeWidth={1.5} className={cx("shrink-0", danger ? "text-ask" : "text-text-3")} />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {detail && <span className="block text-12 text-text-3">{detail}</span>}
      </span>
      {chosen && <Check aria-label="✓" size={14} strokeWidth={2} className="shrink-0 text-accent" />}
      {keys && <Kbd keys={keys} />}
    </parts.Item>
  );
}

export function MenuLine() {
  const parts = use(MenuPartsContext);
  return parts && <parts.Separator className="mx-2 my-1 h-px bg-line" />;
}

export function MenuTitle({ children }: { children: ReactNode }) {
  const parts = use(MenuPartsContext);
  return parts && <parts.Label className="px-2 pt-1.5 pb-1 text-12 text-text-3">{children}</parts.Label>;
}
