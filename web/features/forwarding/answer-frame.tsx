import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { useAnswerTexts } from "#web/features/forwarding/answer-language.tsx";
import { initials } from "#web/ui/avatar.tsx";
import { Pill } from "#web/ui/badge.tsx";

type HeadProps = { brandName: string; due: string | null; late: boolean; aside?: ReactNode };

/** Who asks, and by when, above everything else on the page. */
export function AnswerHead({ brandName, due, late, aside }: HeadProps) {
  const { t } = useAnswerTexts();
  return (
    <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 border-b border-line px-4 py-2.5">
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-[9px] bg-av2 text-12 font-strong text-av2-t"
      >
        {initials(brandName)}
      </span>
      <span className="min-w-32 flex-1">
        <b className="block truncate leading-4.5">{brandName}</b>
        <small className="block truncate text-12 text-text-3">{t("sub")}</small>
      </span>
      {due && (
        <Pill tone={late ? "ask" : "warn"} icon={Clock} className="h-6 max-sm:order-last max-sm:ml-10.5">
          {due}
        </Pill>
      )}
      {aside}
    </header>
  );
}

/** One column that a phone fills and a desk shows in the middle. */
export const AnswerFrame = ({ children }: { children: ReactNode }) => (
  <div className="scroll-y h-full bg-app">
    <main className="mx-auto flex min-h-full max-w-140 flex-col bg-surface sm:border-x sm:border-line">{children}</main>
  </div>
);

type EndProps = { icon: ReactNode; title: string; text: string; children?: ReactNode };

/** What a link shows when there is nothing to fill in: what happened, and what to do, if anything. */
export const AnswerEnd = ({ icon, title, text, children }: EndProps) => (
  <section className="grid content-start gap-2 px-4 py-8 text-14" aria-live="polite">
    {icon}
    <h1 className="mt-1 text-18 font-strong tracking-[-.01em] text-balance">{title}</h1>
    <p className="text-text-2 text-pretty">{text}</p>
    {children}
  </section>
);
