import { lazy, type ReactNode, Suspense, useState } from "react";

export type PopoverProps = {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  className?: string;
  /** given, the screen decides; left out, the trigger does */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

const load = () => import("./popover-open.tsx");
const OpenPopover = lazy(load);

/** A small pane that floats beside its trigger. Its code comes when the trigger is reached. */
export function Popover(props: PopoverProps) {
  const [wanted, setWanted] = useState(false);
  const start = () => {
    setWanted(true);
    props.onOpenChange?.(true);
  };
  if (props.open && !wanted) setWanted(true);
  if (wanted)
    return (
      <Suspense fallback={props.trigger}>
        <OpenPopover {...props} />
      </Suspense>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the trigger inside is the control; this only listens
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key press on the trigger arrives as a click
    <span className="contents" onPointerEnter={load} onFocus={load} onClick={start}>
      {props.trigger}
    </span>
  );
}
