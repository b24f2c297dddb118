import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { MemberView, ThreadView } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { DotLabel } from "#web/ui/badge.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { useNow } from "#web/ui/say.tsx";

type Props = { thread: ThreadView };

/** Who the person is and what we said to them before: beside the thread, or above it on narrow screens. */
export const MemberRail = ({ thread }: Props) => {
  const { t } = useTexts("thread");
  return (
    <aside
      aria-label={t("member.label")}
      className="scroll-y w-(--rail) shrink-0 border-l border-line px-4 py-3.5 max-lg:hidden"
    >
      <MemberDetails thread={thread} />
    </aside>
  );
};

/** The same in one line that opens. */
export function MemberFold({ thread }: Props) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const { member } = thread;
  const earlier = Math.max(0, member.threadCount - 1);
  return (
    <details className="mb-2.5 text-text-2 lg:hidden">
      <summary className="cursor-pointer py-1 max-sm:py-2">
        {t("member.summary", {
          date: format.calendarDay(member.firstSeenAt.slice(0, 10)),
          threads: earlier > 0 ? t("member.earlier", { count: earlier }) : t("member.noEarlier"),
        })}
      </summary>
      <div className="mt-2 rounded-l border border-line p-3">
        <MemberDetails thread={thread} />
      </div>
    </details>
  );
}

const Title = ({ children }: { children: ReactNode }) => (
  <h3 className="mt-4.5 mb-1.5 text-12 font-medium text-text-3">{children}</h3>
);

function MemberDetails({ thread }: Props) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const { member } = thread;
  return (
    <>
      <Person member={member} />
      <Title>{t("member.heading")}</Title>
      <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-2 gap-y-1.25 leading-4.5 [&_dt]:text-text-3">
        <dt>{t("member.since")}</dt>
        <dd>{format.calendarDay(member.firstSeenAt.slice(0, 10))}</dd>
        <dt>{t("member.writes")}</dt>
        <dd className={member.languages.length ? "" : "text-text-3"}>
          {member.languages.length ? format.list(member.languages.map(format.language)) : t("member.unknown")}
        </dd>
        <dt>{t("member.threads")}</dt>
        <dd>{format.number(member.threadCount)}</dd>
      </dl>
      <Title>{t("member.labels")}</Title>
      {thread.labels.length === 0 ? (
        <p className="text-12 text-text-3">{t("member.noLabels")}</p>
      ) : (
        <p className="flex flex-wrap gap-x-2.5 gap-y-1">
          {thread.labels.map((label) => (
            <DotLabel key={label.id} color={label.color}>
              {label.name}
            </DotLabel>
          ))}
        </p>
      )}
      <Earlier member={member} brand={thread.brandSlug} />
      <LastReply member={member} brand={thread.brandSlug} />
    </>
  );
}

function Person({ member }: { member: MemberView }) {
  const { t } = useTexts("thread");
  return (
    <div className="flex items-center gap-2.5">
      <Avatar name={member.name} size="l" />
      <span className="min-w-0">
        <b className="block truncate leading-4.5">{member.name}</b>
        {member.identities.slice(0, 3).map((identity, at) => {
          const words = `${identity.handle.startsWith("@") ? "" : "@"}${identity.handle} · ${networkName(identity.network)}`;
          return (
            <small key={`${identity.network}${identity.handle}`} className="block truncate text-12 text-text-3">
              {at > 0 && `${t("member.and")} `}
              {identity.url ? (
                <a href={identity.url} target="_blank" rel="noreferrer noopener" className="hover:underline">
                  {words}
                </a>
              ) : (
                words
              )}
            </small>
          );
        })}
      </span>
    </div>
  );
}

function Earlier({ member, brand }: { member: MemberView; brand: string }) {
  const { t } = useTexts("thread");
  const inbox = useTexts("inbox");
  const format = useFormat();
  const now = useNow();
  const count = Math.max(0, member.threadCount - 1);
  if (count === 0) return <Title>{t("member.noEarlier")}</Title>;
  return (
    <>
      <Title>{t("member.earlier", { count })}</Title>
      <ul className="grid gap-2">
        {member.earlierThreads.map((thread) => (
          <li key={thread.id} className="grid grid-cols-[46px_minmax(0,1fr)] gap-2 leading-4.5">
            <time dateTime={thread.at} className="text-12 text-text-3">
              {format.ago(thread.at, now)}
            </time>
            <Link to="/inbox" search={{ brand, status: "all", thread: thread.id }} className="min-w-0 hover:underline">
              <span className="line-clamp-2">{thread.preview}</span>
              <small className="block text-12 text-text-3">
                {thread.answeredBy
                  ? t("member.doneBy", { name: thread.answeredBy })
                  : inbox.t(`status.${thread.status}`)}
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function LastReply({ member: { lastReply }, brand }: { member: MemberView; brand: string }) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const now = useNow();
  if (!lastReply) return null;
  return (
    <>
      <Title>{t("member.lastReply")}</Title>
      <Link
        to="/inbox"
        search={{ brand, status: "all", thread: lastReply.threadId }}
        className="block rounded-m border border-line px-2.5 py-2 leading-4.5 hover:bg-hover"
      >
        <span className="text-12 text-text-3">
          {format.ago(lastReply.at, now)}
          {lastReply.personName && `, ${t("member.by", { name: lastReply.personName })}`}
        </span>
        <span className="mt-1 line-clamp-4 text-text-2">“{lastReply.text}”</span>
      </Link>
    </>
  );
}
