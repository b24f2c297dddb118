import type { ReactNode } from "react";

type Props = { label: string; htmlFor?: string; id?: string; children: ReactNode };

/** A field of the dialog: its label to the left, on a phone above it. */
export const Row = ({ label, htmlFor, id, children }: Props) => (
  <div className="grid grid-cols-[76px_minmax(0,1fr)] gap-3 max-sm:grid-cols-1 max-sm:gap-1">
    {htmlFor ? (
      <label htmlFor={htmlFor} className="leading-8 font-medium text-text-2 max-sm:leading-5.5">
        {label}
      </label>
    ) : (
      <span id={id} className="leading-8 font-medium text-text-2 max-sm:leading-5.5">
        {label}
      </span>
    )}
    <div className="min-w-0">{children}</div>
  </div>
);
