import type { ComponentProps } from "react";
import { cx } from "./cx.ts";
import { controlClass } from "./field.tsx";

/** Grows with its text up to the height its class allows. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={cx(controlClass, "field-sizing-content block min-h-16 resize-y px-2.5 py-1.5 text-14", className)}
    />
  );
}
