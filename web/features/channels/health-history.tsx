import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isStop, stopsSending } from "#shared/channels/stops.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Select } from "#web/ui/select.tsx";
import type { Health } from "./health-drawer.tsx";
import { inWords } from "./in-words.ts";

const spans = { back90: 90, back365: 365, backAll: 20 * 365 } as const;
type Span = keyof typeof spans;

/** The past of a channel: how far it was read, how fast, and how far it is to be read. */
export function HistoryPart({ channelId, health }: { channelId: string; health: Health }) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayRead = useMay("channel.history");
  const [span, setSpan] = useState<Span>("back90");
  const again = { onSettled: () => queries.invalidateQueries(trpc.channels.pathFilter()) };
  const read = useMutation(trpc.channels.readHistory.mutationOptions(again));
  const stop = useMutation(trpc.channels.stopHistory.mutationOptions(again));
  const { history, canReadHistory } = health;
  const goesOn = history?.state === "running" || history?.state === "waiting";
  if (!canReadHistory) return <p className="text-text-2">{t("h.historyNone")}</p>;
  const until = () => new Date(Date.now() - spans[span] * 86_400_000).toISOString();
  return (
    <div className="grid gap-2">
      <p className="text-text-2">{t("h.historyLead")}</p>
      {history && <Progress history={history} stop={stopsSending(health.health)} />}
      {mayRead && (
        <div className="flex flex-wrap gap-2">
          {goesOn ? (
            <Button busy={stop.isPending} onClick={() => stop.mutate({ channelId })}>
              {t("h.stop")}
            </Button>
          ) : (
            <>
              <Select
                aria-label={t("h.history")}
                value={span}
                onChange={setSpan}
                options={Object.keys(spans).map((one) => ({ value: one as Span, label: t(`h.${one as Span}`) }))}
                className="!w-40"
              />
              <Button busy={read.isPending} onClick={() => read.mutate({ channelId, until: until() })}>
                {t("h.readBack")}
              </Button>
            </>
          )}
        </div>
      )}
      {(read.error ?? stop.error) && <Problem error={read.error ?? stop.error} />}
    </div>
  );
}

type ProgressProps = { history: NonNullable<Health["history"]>; stop: ReturnType<typeof stopsSending> };

/** How far it came. A stop that is over (`stop`: the one there is now) no longer explains why it waits. */
function Progress({ history, stop }: ProgressProps) {
  const { t } = useTexts("channels");
  const format = useFormat();
  const { state, share, reachedTo, items, added, rate, reason } = history;
  const words = [
    t(`h.historyState.${state}`),
    reachedTo && t("h.reached", { at: format.full(reachedTo) }),
    t("h.counted", { items: format.number(items), added: format.number(added) }),
    state === "running" && rate !== null && t("h.rate", { rate: format.number(rate) }),
  ].filter(Boolean);
  return (
    <div>
      <div
        role="progressbar"
        aria-label={t("h.history")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        className="h-1.5 overflow-hidden rounded-[3px] bg-active"
      >
        <i className="block h-full rounded-[3px] bg-c3" style={{ width: `${Math.round((share ?? 0) * 100)}%` }} />
      </div>
      <p className="mt-1 text-12 text-text-3">{words.join(" · ")}</p>
      {reason && (reason === stop || !isStop(reason)) && <p className="text-12 text-warn">{inWords(reason)}</p>}
    </div>
  );
}
