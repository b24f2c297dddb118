import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { channelName } from "#web/lib/channel-name.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { missingPermission } from "#web/lib/missing-permission.ts";
import { Problem } from "#web/lib/problem.tsx";
import { type Outputs, useTRPC } from "#web/lib/trpc.ts";
import { Drawer } from "#web/ui/drawer.tsx";
import { Meter } from "#web/ui/meter.tsx";
import { Say } from "#web/ui/say.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import type { Channel } from "./channels-screen.tsx";
import { CopyLine } from "./copy-line.tsx";
import { AsidePart } from "./health-aside.tsx";
import { HistoryPart } from "./health-history.tsx";
import { inWords, reasonInWords } from "./in-words.ts";

export type Health = Outputs["channels"]["health"];

type Props = { channel: Channel; place?: string; onClose: () => void };

/** Everything that is known of how a channel is doing: ways, what waits, limits, history, second looks, webhooks. */
export function HealthDrawer({ channel, place, onClose }: Props) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const health = useQuery(trpc.channels.health.queryOptions({ channelId: channel.id }, { refetchInterval: 5000 }));
  const name = channelName(channel, useMe().brands);
  return (
    <Drawer title={`${t("h.title")} · ${name}`} onClose={onClose}>
      {health.isPending && <SkeletonRows count={5} height={40} />}
      {health.isError && <Problem error={health.error} onRetry={() => void health.refetch()} />}
      {health.data && (
        <div className="grid gap-5">
          <Why health={health.data} channel={channel} />
          <Part title={t("h.streams")}>
            <Ways health={health.data} />
          </Part>
          <Part title={t("h.waiting")}>
            <Waiting health={health.data} />
          </Part>
          <Part title={t("h.limits")}>
            {health.data.round && <Round round={health.data.round} />}
            <Limits health={health.data} />
          </Part>
          <Part title={t("h.history")}>
            <HistoryPart channelId={channel.id} health={health.data} />
          </Part>
          <Part title={t("h.reconciled")}>
            <SecondLooks health={health.data} />
          </Part>
          <Part title={t("h.aside")} isPlace={place === "aside"}>
            <AsidePart channelId={channel.id} health={health.data} />
          </Part>
          {health.data.hook && <HookPart hook={health.data.hook} />}
        </div>
      )}
    </Drawer>
  );
}

/** What led here begins at its place, for the eye and for the keyboard. */
function Part({ title, isPlace = false, children }: { title: string; isPlace?: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isPlace) return;
    heading.current?.scrollIntoView({ block: "start" });
    heading.current?.focus({ preventScroll: true });
  }, [isPlace]);
  return (
    <section>
      <h3 ref={heading} tabIndex={isPlace ? -1 : undefined} className="mb-1.5 font-strong outline-none">
        {title}
      </h3>
      {children}
    </section>
  );
}

function Why({ health, channel: { missing } }: { health: Health; channel: Channel }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  const { pausedBy, healthAt } = health;
  return (
    <p className="text-text-2">
      {t(`healthWhy.${health.health}`)} {missing && t("missing", { missing: missingPermission(missing) })}{" "}
      {health.health !== "ok" && reasonInWords(health.healthReason, missing)}
      {pausedBy && healthAt && ` ${t("h.pausedBy", { name: pausedBy, at: format.full(healthAt) })}`}
    </p>
  );
}

function Ways({ health }: { health: Health }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  if (health.streams.length === 0) return <p className="text-text-2">{t("h.noWays")}</p>;
  return (
    <ul className="grid gap-2.5">
      {health.streams.map((way) => (
        <li key={way.stream} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
          <b className="font-medium">{t(`h.stream.${way.stream}`)}</b>
          <span className="text-right text-text-2">
            {way.lastOkAt ? (
              <Say at={way.lastOkAt} as={(at, now) => t("h.lastOk", { ago: format.ago(at, now) })} />
            ) : (
              t("h.neverOk")
            )}
          </span>
          <span className="text-12 text-text-3">
            {way.items > 0 && t("h.items", { count: way.items })}
            {way.newestAt && (
              <>
                {", "}
                <Say at={way.newestAt} as={(at, now) => t("h.newest", { ago: format.ago(at, now) })} />
              </>
            )}
          </span>
          <span className="text-right text-12 text-text-3">
            {way.nextAt && t("h.next", { at: format.time(way.nextAt) })}
          </span>
          <Failed way={way} />
        </li>
      ))}
    </ul>
  );
}

/** What does not work now and when it was last tried, or when it last did not. */
function Failed({ way: { error, failures, lastTriedAt, errorAt } }: { way: Health["streams"][number] }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  if (error)
    return (
      <p className="col-span-2 mt-0.5 text-12 text-ask">
        {t("h.failures", { count: Math.max(failures, 1) })}: {inWords(error)}{" "}
        {lastTriedAt && (
          <span className="text-text-3">
            (<Say at={lastTriedAt} as={(at, now) => t("h.lastTried", { ago: format.ago(at, now) })} />)
          </span>
        )}
      </p>
    );
  if (!errorAt) return null;
  return (
    <p className="col-span-2 text-12 text-text-3">
      <Say at={errorAt} as={(at, now) => t("h.lastFailed", { ago: format.ago(at, now) })} />
    </p>
  );
}

function Waiting({ health }: { health: Health }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  const { replies, acts, until } = health.waiting;
  const parts = [
    replies > 0 ? t("h.waitingReplies", { count: replies }) : null,
    acts > 0 ? t("h.waitingActs", { count: acts }) : null,
  ].flatMap((part) => part ?? []);
  return (
    <>
      <p className="text-text-2">
        {parts.length === 0 ? t("h.waitingNone") : format.list(parts)}
        {parts.length > 0 && until && ` ${t("h.until", { at: format.full(until) })}`}
      </p>
      {health.hooksWaiting > 0 && <p className="text-text-2">{t("h.hooksWaiting", { count: health.hooksWaiting })}</p>}
    </>
  );
}

/** Why a channel is not read more often: what its app may ask for has to last. */
function Round({ round: { seconds, name, resetAt, midnightIn, channels } }: { round: NonNullable<Health["round"]> }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  const place = midnightIn?.split("/").at(-1)?.replaceAll("_", " ");
  const midnight = place === "UTC" ? t("h.roundMidnightUtc") : place && t("h.roundMidnight", { place });
  const until = midnight ?? (resetAt ? format.full(resetAt) : format.number(null));
  const shared = channels > 1 ? t("h.roundShared", { channels: format.number(channels) }) : "";
  return (
    <p className="mb-2 text-text-2">
      {t("h.round", { count: Math.max(Math.round(seconds / 60), 1), name, until, shared })}
    </p>
  );
}

function Limits({ health }: { health: Health }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  if (health.budgets.length === 0) return <p className="text-text-2">{t("h.noLimits")}</p>;
  return (
    <div className="grid gap-3">
      {health.budgets.map(({ name, remaining, limit, resetAt, keptForPeople, shared }) => {
        const share = limit ? remaining / limit : null;
        const shown = limit
          ? t("h.left", { left: format.number(remaining), limit: format.number(limit) })
          : t("h.leftOnly", { left: format.number(remaining) });
        return (
          <Meter
            key={name}
            label={shared ? `${name} (${t("h.shared")})` : name}
            value={share}
            shown={shown}
            line={keptForPeople}
            off={share !== null && share <= keptForPeople}
            caption={t("h.kept", { share: format.percent(keptForPeople) })}
            aside={resetAt && t("h.full", { at: format.full(resetAt) })}
          />
        );
      })}
    </div>
  );
}

function SecondLooks({ health }: { health: Health }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  return (
    <>
      <p className="text-text-2">
        {t("h.reconciledLead")} {health.reconciled.length === 0 && t("h.reconciledNone")}
      </p>
      <ul className="mt-1 grid gap-1">
        {health.reconciled.map((run) => (
          <li key={run.at} className="flex gap-3 text-12">
            <span className="text-text-3">{format.full(run.at)}</span>
            <span className={run.found > 0 ? "font-medium text-warn" : "text-text-2"}>
              {run.found > 0 ? t("h.found", { count: run.found }) : t("h.foundNone")}
            </span>
            <span className="ml-auto text-text-3">{t("h.looked", { read: format.number(run.read) })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function HookPart({ hook }: { hook: NonNullable<Health["hook"]> }) {
  const { t } = useTexts("channels");
  return (
    <Part title={t("h.hook")}>
      <p className="mb-2 text-text-2">{t("h.hookLead")}</p>
      <div className="grid gap-2">
        <CopyLine label={t("h.address")} text={hook.address} />
        <CopyLine label={t("h.secret")} text={hook.secret} secret />
        {hook.steps.map((step) => (
          <p key={step.title} className="text-12 text-text-2">
            <b className="font-medium text-text">{step.title}.</b> {step.text}
          </p>
        ))}
      </div>
    </Part>
  );
}
