import type { ReactNode } from "react";
import { KonakMark } from "#web/ui/konak-mark.tsx";

/** One card in the middle, for people who are not inside yet. */
export const PlainPage = ({ title, sub, children }: { title: ReactNode; sub?: ReactNode; children: ReactNode }) => (
  <main className="grid h-full place-items-center overflow-y-auto bg-app p-6 max-sm:place-items-start max-sm:bg-surface max-sm:p-5">
    <div className="w-full max-w-100 sm:rounded-[14px] sm:border sm:border-line sm:bg-surface sm:p-8 sm:shadow-low">
      <KonakMark />
      <h1 className="mt-4 text-20 font-strong tracking-[-.015em] text-balance">{title}</h1>
      {sub && <p className="mt-1 text-text-2">{sub}</p>}
      <div className="mt-5">{children}</div>
    </div>
  </main>
);
