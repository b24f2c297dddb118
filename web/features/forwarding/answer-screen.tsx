import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Clock, SearchX, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { AnswerPageView } from "#shared/forwarding/schema.ts";
import { AnswerForm } from "#web/features/forwarding/answer-form.tsx";
import { AnswerEnd, AnswerFrame, AnswerHead } from "#web/features/forwarding/answer-frame.tsx";
import { createFormat, FormatContext, useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { useNow } from "#web/ui/say.tsx";
import { Bar, Waiting } from "#web/ui/skeleton.tsx";

/** What the link of a mail opens, for a person without an account. */
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
  if (asked.isError) return <Unreadable error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!page)
    return (
      <AnswerFrame>
        <Waiting>
          <div className="grid gap-3 px-4 py-16">
            <Bar className="w-2/5" />
            <Bar className="h-5 w-11/12" />
            <Bar className="h-5 w-3/5" />
          </div>
        </Waiting>
      </AnswerFrame>
    );
  if (page.state === "unknown") return <Unknown />;
  return (
    <InBrandTime timeZone={page.timeZone}>
      <Page token={token} page={page} justSent={sent !== null} onDone={setSent} />
    </InBrandTime>
  );
}

type Known = Exclude<AnswerPageView, { state: "unknown" }>;
type PageProps = { token: string; page: Known; justSent: boolean; onDone: (page: AnswerPageView) => void };

function Page({ token, page, justSent, onDone }: PageProps) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const now = useNow().toISOString();
  useEffect(() => {
    document.title = t("answer.pageTitle", { brand: page.brandName });
  }, [t, page.brandName]);
  const due = page.state === "open" ? page.dueAt : null;
  return (
    <AnswerFrame>
      <AnswerHead
        brandName={page.brandName}
        due={due && `${format.weekday(due)}, ${format.time(due)}`}
        late={due !== null && due < now}
      />
      {page.state === "open" && <AnswerForm token={token} page={page} onDone={onDone} />}
      {page.state === "answered" && <Answered page={page} justSent={justSent} />}
      {(page.state === "expired" || page.state === "withdrawn") && <Over page={page} />}
    </AnswerFrame>
  );
}

function Answered({ page, justSent }: { page: Extract<Known, { state: "answered" }>; justSent: boolean }) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  return (
    <AnswerEnd
      icon={<CircleCheck aria-hidden size={28} strokeWidth={1.5} className="text-ok" />}
      title={t(justSent ? "answer.sentTitle" : "answer.answeredTitle")}
      text={
        justSent
          ? t("answer.sentText", { brand: page.brandName })
          : t("answer.answeredText", { name: page.answeredBy, time: format.full(page.answeredAt) })
      }
    >
      <dl className="mt-3 grid gap-3 rounded-l border border-line-strong px-3 py-2.5">
        <div>
          <dt className="text-12 text-text-3">{t("answer.was")}</dt>
          <dd className="wrap-anywhere whitespace-pre-line text-text-2">{page.question}</dd>
        </div>
        <div>
          <dt className="text-12 text-text-3">
            {page.answeredBy}, {page.departmentName}
          </dt>
          <dd className="font-medium">{t(`verdict.${page.verdict}`)}</dd>
          <dd className="wrap-anywhere whitespace-pre-line">{page.answer}</dd>
        </div>
      </dl>
    </AnswerEnd>
  );
}

function Over({ page }: { page: Extract<Known, { state: "expired" | "withdrawn" }> }) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const expired = page.state === "expired";
  const Icon = expired ? Clock : Undo2;
  return (
    <AnswerEnd
      icon={<Icon aria-hidden size={28} strokeWidth={1.5} className="text-text-3" />}
      title={t(expired ? "answer.expiredTitle" : "answer.withdrawnTitle")}
      text={
        expired
          ? t("answer.expiredText", { person: page.askedBy, time: format.full(page.expiresAt) })
          : t("answer.withdrawnText", { person: page.askedBy, brand: page.brandName })
      }
    >
      <p className="mt-3 text-12 text-text-3">{t("answer.was")}</p>
      <p className="wrap-anywhere whitespace-pre-line text-text-2">{page.question}</p>
    </AnswerEnd>
  );
}

function Unknown() {
  const { t } = useTexts("forwarding");
  return (
    <AnswerFrame>
      <AnswerEnd
        icon={<SearchX aria-hidden size={28} strokeWidth={1.5} className="text-text-3" />}
        title={t("answer.unknownTitle")}
        text={t("answer.unknownText")}
      />
    </AnswerFrame>
  );
}

function Unreadable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTexts("forwarding");
  return (
    <AnswerFrame>
      <div className="grid content-start gap-4 px-4 py-8">
        <h1 className="text-18 font-strong">{t("answer.tooOftenTitle")}</h1>
        <Problem error={error} onRetry={onRetry} />
      </div>
    </AnswerFrame>
  );
}

// The page belongs to the brand, so its times are the brand's, whatever zone the device is in.
function InBrandTime({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const { locale } = useFormat();
  return <FormatContext value={createFormat(locale, timeZone)}>{children}</FormatContext>;
}
