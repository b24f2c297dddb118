import type { LucideIcon } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx.ts";

type Wiring = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };
type FieldProps = {
  label: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: (wiring: Wiring) => ReactNode;
};

/** A label, its control and one line below it: the error when there is one, else the help. */
export function Field({ label, help, error, aside, className, children }: FieldProps) {
  const id = useId();
  const below = error ?? help;
  return (
    <div className={cx("grid gap-1", className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium text-text-2">
          {label}
        </label>
        {aside && <span className="text-12 text-text-3">{aside}</span>}
      </div>
      {children({
        id,
        "aria-describedby": below ? `${id}-below` : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {below && (
        <p
          id={`${id}-below`}
          role={error ? "alert" : undefined}
          className={cx("text-12 leading-4.5", error ? "text-ask" : "text-text-3")}
        >
          {below}
        </p>
      )}
    </div>
  );
}

export const controlClass =
  "w-full min-w-0 rounded-m border border-line-control bg-raised text-text focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent focus-visible:rounded-m aria-invalid:border-ask disabled:bg-sunken disabled:text-text-3 max-sm:text-16";

export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  return <input type="text" {...rest} className={cx(controlClass, "h-8 px-2 max-sm:h-11", className)} />;
}

type IconInputProps = ComponentProps<"input"> & { icon: LucideIcon; after?: ReactNode };

/** An input with a picture before it and something small behind it, such as the search of a list. */
export function IconInput({ icon: Icon, after, className, ...rest }: IconInputProps) {
  return (
    <span
      className={cx(
        "flex h-8 items-center gap-1.5 rounded-m border border-line-control bg-raised px-2 text-text-3 focus-within:border-accent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent max-sm:h-11",
        className,
      )}
    >
      <Icon aria-hidden size={16} strokeWidth={1.5} className="shrink-0" />
      <input
        {...rest}
        className="h-full min-w-0 flex-1 bg-transparent text-text outline-none focus-visible:outline-none max-sm:text-16"
      />
      {after}
    </span>
  );
}
