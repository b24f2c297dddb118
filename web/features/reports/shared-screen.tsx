import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type MailLanguage, mailLanguages } from "#shared/reports/mail-languages.ts";
import type { SharedPage } from "#shared/reports/sharing-schema.ts";
import { type OutTexts, outTexts } from "#shared/reports/texts/out-texts.ts";
import { codeOf, detailsOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { SharedPdf } from "./shared-pdf.tsx";
import { SharedReport } from "./shared-report.tsx";

const named: Record<MailLanguage, string> = { en: "English", tr: "Türkçe", fi: "Suomi", pl: "Polski" };

/** What the link of a shared report opens, for a person without an account, in their own language. */
export function SharedScreen({ token }: { token: string }) {
  const [language, setLanguage] = useState(languageOf(navigator.languages));
  const trpc = useTRPC();
  const open = useMutation(trpc.reports.openShare.mutationOptions({ retry: false }));
  const { mutate } = open;
  const asked = useRef(false);
  useEffect(() => {
    if (!asked.current) mutate({ token, password: null });
    asked.current = true;
  }, [mutate, token]);
  usePaper(language);
  const texts = outTexts[language];
  const page = open.data;
  const languages = <Languages value={language} onChange={setLanguage} label={texts.link.language} />;
  if (page?.state === "open") {
    const key = { token, password: open.variables?.password ?? null, lang: language };
    const tools = (
      <>
        {languages}
        <SharedPdf link={key} texts={texts} />
      </>
    );
    return <SharedReport page={page} texts={texts} tools={tools} />;
  }
  const retry = () => mutate({ token, password: null });
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-app p-6 max-sm:p-4" aria-busy={open.isPending}>
      <div className="w-full max-w-110 rounded-[14px] border border-line bg-surface p-8 shadow-low max-sm:p-5">
        <div className="mb-4 flex justify-end">{languages}</div>
        {open.isError ? (
          <Failed error={open.error} texts={texts} onRetry={retry} />
        ) : page?.state === "password" ? (
          <Locked
            texts={texts}
            wrong={page.wrong}
            busy={open.isPending}
            onTry={(password) => mutate({ token, password })}
          />
        ) : page ? (
          <Over page={page} texts={texts} />
        ) : (
          <p role="status">{texts.link.loading}</p>
        )}
      </div>
    </main>
  );
}

const languageOf = (wanted: readonly string[]): MailLanguage =>
  wanted.map((one) => one.slice(0, 2)).flatMap((one) => mailLanguages.find((has) => has === one) ?? [])[0] ?? "en";

/** A page like paper: light in every theme, kept out of search engines, in the reader's language. */
function usePaper(language: MailLanguage): void {
  useEffect(() => {
    const { documentElement: page } = document;
    const before = { theme: page.dataset.theme, lang: page.lang };
    page.dataset.theme = "light";
    page.lang = language;
    const robots = document.createElement("meta");
    robots.name = "robots";
    robots.content = "noindex, nofollow";
    document.head.append(robots);
    return () => {
      robots.remove();
      page.lang = before.lang;
      if (before.theme === undefined) delete page.dataset.theme;
      else page.dataset.theme = before.theme;
    };
  }, [language]);
}

type LanguagesProps = { value: MailLanguage; onChange: (language: MailLanguage) => void; label: string };

const Languages = ({ value, onChange, label }: LanguagesProps) => (
  <select
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value as MailLanguage)}
    className="h-8 shrink-0 rounded-m border border-line-control bg-raised px-1.5 text-13 text-text max-sm:h-11 print:hidden"
  >
    {mailLanguages.map((one) => (
      <option key={one} value={one} lang={one}>
        {named[one]}
      </option>
    ))}
  </select>
);

const Said = ({ title, children }: { title: string; children: ReactNode }) => (
  <div role="status">
    <h1 className="text-20 font-strong tracking-[-.015em] text-balance">{title}</h1>
    <div className="mt-2 text-text-2">{children}</div>
  </div>
);

type Ended = Exclude<SharedPage, { state: "open" } | { state: "password" }>;

function Over({ page, texts }: { page: Ended; texts: OutTexts }) {
  const { link } = texts;
  if (page.state === "unknown") return <Said title={link.unknown}>{link.unknownTodo}</Said>;
  const moment = new Intl.DateTimeFormat(texts.locale, { timeZone: page.timeZone, dateStyle: "long" });
  return <Said title={link[page.state](page.brandName, moment.format(new Date(page.at)))}>{link.overTodo}</Said>;
}

function Failed({ error, texts: { link }, onRetry }: { error: unknown; texts: OutTexts; onRetry: () => void }) {
  const minutes = Math.ceil(Number(detailsOf(error).seconds ?? 60) / 60);
  return (
    <Said title={codeOf(error) === "rate_limited" ? link.tooOften(minutes) : link.failed}>
      <Button size="l" className="mt-3" onClick={onRetry}>
        {link.again}
      </Button>
    </Said>
  );
}

type LockedProps = { texts: OutTexts; wrong: boolean; busy: boolean; onTry: (password: string) => void };

function Locked({ texts: { link }, wrong, busy, onTry }: LockedProps) {
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) onTry(password);
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={link.password} help={link.passwordWhy} error={wrong && !busy ? link.wrong : undefined}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="password"
            autoFocus
            autoComplete="off"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="l" busy={busy}>
        {link.show}
      </Button>
    </form>
  );
}
