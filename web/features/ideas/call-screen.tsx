import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import type { IdeaStage } from "#shared/ideas/stage.ts";
import { CallActs } from "#web/features/ideas/call-acts.tsx";
import { CallDesk, type DeskAddress } from "#web/features/ideas/call-desk.tsx";
import { CallFacts, CallVitals } from "#web/features/ideas/call-facts.tsx";
import { CallPill } from "#web/features/ideas/call-pill.tsx";
import { StageBar } from "#web/features/ideas/stage-bar.tsx";
import { useCallsLive } from "#web/features/ideas/use-calls.ts";
import { createFormat, FormatContext, useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay, useMe } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Count } from "#web/ui/badge.tsx";
import { buttonClass } from "#web/ui/button.tsx";
import { Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";

const LettersPanel = lazy(() =>
  import("#web/features/ideas/letters-panel.tsx").then((part) => ({ default: part.LettersPanel })),
);
const PeoplePanel = lazy(() =>
  import("#web/features/ideas/people-panel.tsx").then((part) => ({ default: part.PeoplePanel })),
);
const AsidePanel = lazy(() =>
  import("#web/features/ideas/aside-panel.tsx").then((part) => ({ default: part.AsidePanel })),
);
const ReportPanel = lazy(() =>
  import("#web/features/ideas/report-panel.tsx").then((part) => ({ default: part.ReportPanel })),
);

const callTabs = ["ideas", "letters", "people", "aside", "report"] as const;
type CallTab = (typeof callTabs)[number];
export type CallAddress = DeskAddress & { tab?: CallTab };
type Props = { callId: string; address: CallAddress; onAddress: (address: CallAddress) => void };

/** One call: what it promised, its ideas by stage, and everything on the way to its end. */
export function CallScreen({ callId, address, onAddress }: Props) {
  const { t } = useTexts("calls");
  useCallsLive();
  const call = useQuery(useTRPC().calls.get.queryOptions({ callId }));
  return (
    <Page
      bar={
        <>
          <Link to="/calls" className={buttonClass("plain", "m", "max-sm:px-2")}>
            <ArrowLeft aria-hidden size={16} strokeWidth={1.5} />
            <span className="sr-only">{t("back")}</span>
          </Link>
          <PaneTitle className="min-w-18">{call.data?.question ?? t("title")}</PaneTitle>
          {call.data && (
            <span className="max-sm:hidden">
              <CallPill call={call.data} />
            </span>
          )}
          <span className="flex-1" />
          {call.data && <CallActs call={call.data} />}
        </>
      }
    >
      {call.isError && <Problem error={call.error} onRetry={() => void call.refetch()} />}
      {call.isPending && <SkeletonRows count={6} height={56} />}
      {call.data && (
        <InZone call={call.data}>
          <Whole call={call.data} address={address} onAddress={onAddress} />
        </InZone>
      )}
    </Page>
  );
}

/** Days and times of a call are those of its brand. */
function InZone({ call, children }: { call: CallView; children: ReactNode }) {
  const { locale, timeZone } = useFormat();
  const zone = useMe().brands.find((brand) => brand.id === call.brandId)?.timeZone ?? timeZone;
  return <FormatContext value={createFormat(locale, zone)}>{children}</FormatContext>;
}

function Whole({ call, address, onAddress }: { call: CallView } & Omit<Props, "callId">) {
  const tab = address.tab ?? "ideas";
  const toStage = (stage: IdeaStage | undefined) => onAddress({ stage });
  return (
    <>
      <CallFacts call={call} />
      {tab !== "report" && (
        <div className="grid gap-2.5">
          <StageBar
            stages={call.stages}
            verdicts={call}
            current={tab === "ideas" ? (address.stage ?? null) : null}
            onStage={(stage) => toStage(stage === address.stage && tab === "ideas" ? undefined : stage)}
          />
          <CallVitals call={call} />
        </div>
      )}
      <CallTabs call={call} tab={tab} onTab={(next) => onAddress({ tab: next === "ideas" ? undefined : next })} />
      <Suspense fallback={<SkeletonRows count={4} height={56} />}>
        {tab === "ideas" && <CallDesk call={call} address={address} onAddress={onAddress} />}
        {tab === "letters" && <LettersPanel call={call} />}
        {tab === "people" && <PeoplePanel call={call} />}
        {tab === "aside" && <AsidePanel callId={call.id} />}
        {tab === "report" && <ReportPanel callId={call.id} />}
      </Suspense>
    </>
  );
}

function CallTabs({ call, tab, onTab }: { call: CallView; tab: CallTab; onTab: (tab: CallTab) => void }) {
  const { t } = useTexts("calls");
  const mayReport = useMay("report.read");
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place in the row
  useEffect(() => {
    row.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [tab]);
  const counts: Partial<Record<CallTab, number>> = {
    ideas: call.ideas,
    letters: call.letters.draft + call.letters.failed,
    people: call.people,
    aside: call.suspicions,
  };
  return (
    <nav
      ref={row}
      aria-label={t("tabs.label")}
      className="-mx-4 flex gap-1 overflow-x-auto border-b border-line px-3 [scrollbar-width:none] max-sm:-mx-3 max-sm:px-1 print:hidden"
    >
      {callTabs
        .filter((one) => one !== "report" || mayReport)
        .map((one) => (
          <button
            key={one}
            type="button"
            aria-current={tab === one ? "page" : undefined}
            onClick={() => onTab(one)}
            className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-1.5 whitespace-nowrap text-text-2 hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text max-sm:h-11 max-sm:px-2.5"
          >
            {t(`tabs.${one}`)}
            {(counts[one] ?? 0) > 0 && <Count>{counts[one]}</Count>}
          </button>
        ))}
    </nav>
  );
}
