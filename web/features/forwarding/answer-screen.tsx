import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Clock, CornerUpRight, SearchX, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { type AnswerLanguage, answerLanguages } from "#shared/forwarding/department.ts";
import type { AnswerPageView } from "#shared/forwarding/schema.ts";
import { AnswerForm } from "#web/features/forwarding/answer-form.tsx";
import { AnswerEnd, AnswerFrame, AnswerHead } from "#web/features/forwarding/answer-frame.tsx";
import { InAnswerLanguage, useAnswerLanguage, useAnswerTexts } from "#web/features/forwarding/answer-language.tsx";
import { AnswerProblem } from "#web/features/forwarding/answer-problem.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { controlClass } from "#web/ui/field.tsx";
import { useNow } from "#web/ui/say.tsx";
import { Bar, Waiting } from "#web/ui/skeleton.tsx";

/** What the link of a mail opens, for a person without an account, in one of four languages. */
export function AnswerScreen({ token }: { token: string }) {
  const trpc = useTRPC();
  const [sent, setSent] = useState<AnswerPageView | null>(null);
  const asked = useQuery(
    trpc.forwarding.question.queryOptions(
      { token },
      { retry: false, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const page = sent ?? asked.data;
  const known = page && page.state !== "unknown" ? page : null;
  const { lang, choose } = useAnswerLanguage(known?.lang ?? null);
  const timeZone = known?.timeZone ?? "UTC";
  return (
    <InAnswerLanguage lang={lang} timeZone={timeZone}>
      <AnswerFrame>
        {asked.isError ? (
          <Unreadable error={asked.error} onRetry={() => void asked.refetch()} />
        ) : known ? (
          <Page
            token={token}
            page={known}
            justSent={sent !== null}
            onDone={setSent}
            languages={<Languages value={lang} onChange={choose} />}
          />
        ) : page ? (
          <Unknown />
        ) : (
          <Loading />
        )}
      </AnswerFrame>
    </InAnswerLanguage>
  );
}

const Loading = () => (
  <Waiting>
    <div className="grid gap-3 px-4 py-16">
      <Bar className="w-2/5" />
      <Bar className="h-5 w-11/12" />
      <Bar className="h-5 w-3/5" />
    </div>
  </Waiting>
);

const named: Record<AnswerLanguage, string> = { en: "English", tr: "Türkçe", fi: "Suomi", pl: "Polski" };

function Languages({ value, onChange }: { value: AnswerLanguage; onChange: (lang: AnswerLanguage) => void }) {
  const { t } = useAnswerTexts();
  // The device's own list of choices, as a phone's thumb expects it.
  return (
    <span className="w-25 shrink-0">
      <select
        aria-label={t("language")}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as AnswerLanguage)}
        className={`${controlClass} h-9 px-1.5 text-13 max-sm:h-11`}
      >
        {answerLanguages.map((lang) => (
          <option key={lang} value={lang} lang={lang}>
            {named[lang]}
          </option>
        ))}
      </select>
    </span>
  );
}

type Known = Exclude<AnswerPageView, { state: "unknown" }>;
type PageProps = {
  token: string;
  page: Known;
  justSent: boolean;
  onDone: (page: AnswerPageView) => void;
  languages: ReactNode;
};

function Page({ token, page, justSent, onDone, languages }: PageProps) {
  const { t } = useAnswerTexts();
  const format = useFormat();
  const now = useNow().toISOString();
  useEffect(() => {
    document.title = t("pageTitle", { brand: page.brandName });
  }, [t, page.brandName]);
  const due = page.state === "open" ? page.dueAt : null;
  return (
    <>
      <AnswerHead
        brandName={page.brandName}
        due={due && `${format.weekday(due)}, ${format.time(due)}`}
        late={due !== null && due < now}
        aside={languages}
      />
      {page.state === "open" && <AnswerForm token={token} page={page} onDone={onDone} />}
      {page.state === "answered" && <Answered page={page} justSent={justSent} />}
      {(page.state === "expired" || page.state === "withdrawn") && <Over page={page} />}
    </>
  );
}

type AnsweredProps = { page: Extract<Known, { state: "answered" }>; justSent: boolean };

function Answered({ page, justSent }: AnsweredProps) {
  const { t } = useAnswerTexts();
  const format = useFormat();
  const passed = page.handedTo !== null;
  const Icon = passed ? CornerUpRight : CircleCheck;
  const title = passed
    ? t("passedTitle", { department: page.handedTo ?? "" })
    : t(justSent ? "sentTitle" : "answeredTitle");
  const text = passed
    ? t("passedText")
    : justSent
      ? t("sentText", { brand: page.brandName })
      : t("answeredText", { name: page.answeredBy, time: format.full(page.answeredAt) });
  return (
    <AnswerEnd icon={<Icon aria-hidden size={28} strokeWidth={1.5} className="text-ok" />} title={title} text={text}>
      <dl className="mt-3 grid gap-3 rounded-l border border-line-strong px-3 py-2.5">
        <div>
          <dt className="text-12 text-text-3">{t("was")}</dt>
          <dd className="wrap-anywhere whitespace-pre-line text-text-2">{page.question}</dd>
        </div>
        <div>
          <dt className="text-12 text-text-3">
            {page.answeredBy}, {page.departmentName}
          </dt>
          {page.verdict && <dd className="font-medium">{t(`verdict.${page.verdict}`)}</dd>}
          <dd className="wrap-anywhere whitespace-pre-line">{page.answer}</dd>
          {page.outcome && (
            <dd className="text-12 text-text-3">
              {t("outcome")}: {t(`outcomes.${page.outcome}`)}
            </dd>
          )}
        </div>
      </dl>
    </AnswerEnd>
  );
}

function Over({ page }: { page: Extract<Known, { state: "expired" | "withdrawn" }> }) {
  const { t } = useAnswerTexts();
  const format = useFormat();
  const expired = page.state === "expired";
  const Icon = expired ? Clock : Undo2;
  return (
    <AnswerEnd
      icon={<Icon aria-hidden size={28} strokeWidth={1.5} className="text-text-3" />}
      title={t(expired ? "expiredTitle" : "withdrawnTitle")}
      text={
        expired
          ? t("expiredText", { person: page.askedBy, time: format.full(page.expiresAt) })
          : t("withdrawnText", { person: page.askedBy, brand: page.brandName })
      }
    >
      <p className="mt-3 text-12 text-text-3">{t("was")}</p>
      <p className="wrap-anywhere whitespace-pre-line text-text-2">{page.question}</p>
    </AnswerEnd>
  );
}

function Unknown() {
  const { t } = useAnswerTexts();
  return (
    <AnswerEnd
      icon={<SearchX aria-hidden size={28} strokeWidth={1.5} className="text-text-3" />}
      title={t("unknownTitle")}
      text={t("unknownText")}
    />
  );
}

function Unreadable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useAnswerTexts();
  return (
    <div className="grid content-start gap-4 px-4 py-8">
      <h1 className="text-18 font-strong">{t("brokenTitle")}</h1>
      <AnswerProblem error={error} onRetry={onRetry} />
    </div>
  );
}
