import { Link } from "@tanstack/react-router";
import { Check, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { behindGoal } from "#shared/ideas/figures.ts";
import type { CallView } from "#shared/ideas/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useNow } from "#web/ui/say.tsx";

/** The promise of the call in one line: who decides, what counts, what one gets. */
export function CallFacts({ call }: { call: CallView }) {
  const { t } = useTexts("calls");
  const format = useFormat();
  const { brief, check } = call;
  const whole = check.passed === check.of;
  return (
    <dl className="grid grid-cols-[repeat(4,auto)] justify-between gap-x-5 gap-y-2 max-lg:grid-cols-2">
      <Fact name={t("facts.decides")}>
        {brief.decider
          ? brief.decideBy
            ? t("facts.by", { name: brief.decider, day: format.calendarDay(brief.decideBy) })
            : brief.decider
          : "n/a"}
      </Fact>
      <Fact name={t("facts.counts")}>{brief.criteria.map((one) => one.name).join("; ") || "n/a"}</Fact>
      <Fact name={t("facts.reward")}>{brief.reward || "n/a"}</Fact>
      <Fact name={t("facts.check")}>
        <Link
          to="/calls/$callId/brief"
          params={{ callId: call.id }}
          className={
            whole
              ? "inline-flex items-center gap-1 text-ok hover:underline"
              : "inline-flex items-center gap-1 text-warn hover:underline"
          }
        >
          {whole ? (
            <Check aria-hidden size={14} strokeWidth={2} />
          ) : (
            <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
          )}
          {t("facts.checked", { passed: check.passed, of: check.of, words: check.words })}
        </Link>
      </Fact>
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="max-w-80 min-w-0">
    <dt className="text-12 text-text-3">{name}</dt>
    <dd className="line-clamp-2 leading-4.5 wrap-anywhere">{children}</dd>
  </div>
);

/** What the call owes and how it goes, in one line. */
export function CallVitals({ call }: { call: CallView }) {
  const { t } = useTexts("calls");
  const format = useFormat();
  const { unanswered, firstAnswerHours, newcomerShare, letters } = call;
  const search = { tab: "letters" } as const;
  const params = { callId: call.id };
  return (
    <p className="flex flex-wrap gap-x-4.5 gap-y-1 text-12 text-text-2 [&_b]:font-strong [&_b]:text-text [&_b]:tabular-nums">
      {unanswered > 0 && (
        <span className="inline-flex items-center gap-1 text-warn [&_b]:text-warn">
          <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
          <b>{t("vitals.untold", { count: unanswered })}</b> {t("vitals.untoldAfter")}
        </span>
      )}
      {letters.draft > 0 && (
        <Link to="/calls/$callId" params={params} search={search} className="text-accent hover:underline">
          {t("vitals.letters", { count: letters.draft })}
        </Link>
      )}
      {letters.failed > 0 && (
        <Link to="/calls/$callId" params={params} search={search} className="text-ask hover:underline">
          {t("vitals.failed", { count: letters.failed })}
        </Link>
      )}
      <span>
        <b>{firstAnswerHours === null ? "n/a" : format.span(firstAnswerHours * 3600)}</b> {t("vitals.firstAnswer")}
      </span>
      <span>
        <b>{format.number(call.people)}</b> {t("vitals.people", { count: call.people })}
        {newcomerShare !== null && `, ${t("vitals.newcomers", { share: format.percent(newcomerShare) })}`}
      </span>
      <Reach call={call} />
      {call.merged > 0 && (
        <span>
          <b>{format.number(call.merged)}</b> {t("vitals.merged", { count: call.merged })}
        </span>
      )}
    </p>
  );
}

/** Half of the time is over and too few people came: said while something can still be done about it. */
function Reach({ call }: { call: CallView }) {
  const { t } = useTexts("calls");
  const format = useFormat();
  const now = useNow();
  const { publishedAt, closesOn, people, state, brief } = call;
  const behind = state === "open" ? behindGoal({ publishedAt, closesOn, people, goal: brief.goalPeople }, now) : null;
  if (!behind) return null;
  const said = { people, goal: brief.goalPeople ?? 0, gone: format.percent(behind.gone) };
  return (
    <span className="inline-flex items-center gap-1 text-warn" title={t("vitals.behindWhy")}>
      <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
      {t("vitals.behind", said)}
    </span>
  );
}
