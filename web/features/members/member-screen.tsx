import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { PersonKnowledge } from "#shared/ideas/report-schema.ts";
import { MemberAsk } from "#web/features/members/member-ask.tsx";
import { MemberMarks } from "#web/features/members/member-marks.tsx";
import { MemberSame } from "#web/features/members/member-same.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { Pill } from "#web/ui/badge.tsx";
import { buttonClass } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

/** What a person of the community contributed, what they turned out to know, and who else they are. */
export function MemberScreen({ memberId, brand }: { memberId: string; brand?: string }) {
  const { t } = useTexts("members");
  const person = useQuery(useTRPC().ideas.person.queryOptions({ memberId }));
  return (
    <Page bar={<PaneTitle>{person.data?.name ?? t("title")}</PaneTitle>}>
      {person.isError && <Problem error={person.error} onRetry={() => void person.refetch()} />}
      {person.isPending && <SkeletonRows count={6} height={56} />}
      {person.data && <Whole key={memberId} person={person.data} brand={brand} />}
    </Page>
  );
}

function Whole({ person, brand }: { person: PersonKnowledge; brand?: string }) {
  return (
    <div className="@container">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 @[860px]:grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
          <Who person={person} />
          <Contributions person={person} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
          <Topics person={person} />
          <MemberMarks person={person} />
          <MemberAsk brand={brand} topics={person.topics.map((one) => one.topic)} />
          <MemberSame person={person} />
        </div>
      </div>
    </div>
  );
}

const figures = ["calls", "ideas", "adopted", "declined", "votesFor", "answersMarked"] as const;

function Who({ person }: { person: PersonKnowledge }) {
  const { t } = useTexts("members");
  const format = useFormat();
  const [network] = person.networks;
  return (
    <>
      <div className="flex items-center gap-3">
        <Avatar name={person.name} size="l" badge={network && <NetworkIcon network={network} />} />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-16 font-strong">{person.name}</h2>
          <p className="text-12 text-text-3">
            {person.networks.length > 0 && `${format.list(person.networks.map(networkName))}; `}
            {person.firstAt && t("since", { day: format.calendarDay(person.firstAt.slice(0, 10)) })}
          </p>
        </div>
        <Link to="/inbox" search={{ q: person.name, status: "all" }} className={buttonClass()}>
          {t("threads")}
        </Link>
      </div>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-l border border-line bg-line sm:grid-cols-3">
        {figures.map((name) => (
          <div key={name} className="min-w-0 bg-surface px-3 py-2">
            <dt className="truncate text-12 text-text-2">{t(`figures.${name}`)}</dt>
            <dd className="text-18 leading-6 font-strong tabular-nums">{format.number(person.figures[name])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Contributions({ person }: { person: PersonKnowledge }) {
  const { t } = useTexts("members");
  const format = useFormat();
  return (
    <Card flush title={t("contributions")}>
      {person.contributions.length === 0 ? (
        <EmptyState className="border-t border-line !py-8">{t("noContributions")}</EmptyState>
      ) : (
        <ul className="border-t border-line">
          {person.contributions.map((one) => (
            <li key={one.ideaId} className="relative px-3 py-2 hover:bg-hover [&+&]:border-t [&+&]:border-line">
              <p className="flex items-center gap-2">
                <Link
                  to="/ideas/$ideaId"
                  params={{ ideaId: one.ideaId }}
                  className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
                >
                  {one.title}
                </Link>
                <Pill tone={one.verdict === "adopted" ? "ok" : "plain"}>{t(`verdict.${one.verdict ?? "open"}`)}</Pill>
              </p>
              <p className="flex gap-2 text-12 text-text-3">
                <span className="min-w-0 truncate">{one.question}</span>
                <span className="ml-auto shrink-0">{format.day(one.at)}</span>
              </p>
              {one.outcome && <p className="text-12 text-text-2">{t("outcome", { text: one.outcome })}</p>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Topics({ person }: { person: PersonKnowledge }) {
  const { t } = useTexts("members");
  const format = useFormat();
  const head = (
    <>
      <Th>{t("topic")}</Th>
      <Th end>{t("ideas")}</Th>
      <Th end>{t("right")}</Th>
      <Th end>{t("helpful")}</Th>
    </>
  );
  return (
    <Card flush title={t("topics")}>
      {person.topics.length === 0 ? (
        <p className="border-t border-line px-3 py-2.5 text-text-2">{t("noTopics")}</p>
      ) : (
        <Table caption={t("topics")} head={head}>
          {person.topics.map((one) => (
            <Tr key={one.topic}>
              <Td>{one.topic}</Td>
              <Td end>{format.number(one.ideas)}</Td>
              <Td end>{format.number(one.right)}</Td>
              <Td end>{format.number(one.helpful)}</Td>
            </Tr>
          ))}
        </Table>
      )}
    </Card>
  );
}
