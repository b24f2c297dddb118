import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CallView, LetterView } from "#shared/ideas/schema.ts";
import { LetterItem } from "#web/features/ideas/letter-item.tsx";
import { useSendLetters } from "#web/features/ideas/use-send-letters.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

const states = ["draft", "onTheWay", "sent", "failed"] as const;
type State = (typeof states)[number];

/** Everybody hears the outcome, each with words of their own; what reads alike is asked about before it leaves. */
export function LettersPanel({ call }: { call: CallView }) {
  const { t } = useTexts("calls");
  const [state, setState] = useState<State>("draft");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tabs
          value={state}
          onChange={setState}
          label={t("letters.filter.label")}
          tabs={states.map((value) => ({
            value,
            label: `${t(`letters.filter.${value}`)}${countOf(call, value)}`,
          }))}
        />
        <p className="text-12 text-text-3">{t("letters.why")}</p>
      </div>
      <Letters key={state} callId={call.id} state={state} />
    </div>
  );
}

const countOf = ({ letters }: CallView, state: State): string =>
  (state === "draft" || state === "failed") && letters[state] > 0 ? ` ${letters[state]}` : "";

function Letters({ callId, state }: { callId: string; state: State }) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.calls.letters.infiniteQueryOptions(
      { callId, state },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows count={4} height={96} />}
      {list.data && rows.length === 0 && <EmptyState>{t(`letters.empty.${state}`)}</EmptyState>}
      {rows.length > 0 && <Sheet rows={rows} toSend={state === "draft" || state === "failed"} />}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {say("loadMore")}
        </Button>
      )}
    </>
  );
}

function Sheet({ rows, toSend }: { rows: LetterView[]; toSend: boolean }) {
  const { t } = useTexts("calls");
  const may = useMay("call.tell") && toSend;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [texts, setTexts] = useState<Record<string, string>>({});
  const sending = useSendLetters();
  const textOf = (letter: LetterView) => texts[letter.id] ?? letter.text;
  const chosen = rows.filter((letter) => !left.has(letter.id) && textOf(letter).trim() !== "");
  const choose = (id: string, on: boolean) =>
    setLeft((before) => new Set(on ? [...before].filter((one) => one !== id) : [...before, id]));
  const send = (confirm: boolean) =>
    sending.run(
      chosen.slice(0, 200).map((letter) => ({ id: letter.id, text: textOf(letter).trim() })),
      confirm,
    );
  const nameOf = (id: string) => rows.find((letter) => letter.id === id)?.memberName ?? "";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {may && (
        <div className="sticky top-0 z-10 -mx-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-4 py-2 max-sm:-mx-3 max-sm:px-3">
          <Checkbox
            checked={chosen.length === rows.length}
            onChange={(on) => setLeft(new Set(on ? [] : rows.map((letter) => letter.id)))}
          >
            {t("letters.chooseAll")}
          </Checkbox>
          <span className="flex-1" />
          <Button variant="primary" disabled={chosen.length === 0} busy={sending.busy} onClick={() => send(false)}>
            {t("letters.sendAll", { count: chosen.length })}
          </Button>
        </div>
      )}
      {sending.asks && (
        <Banner
          tone="warn"
          action={
            <span className="flex shrink-0 gap-1.5 max-sm:flex-col">
              <Button size="s" onClick={sending.reset}>
                {t("letters.change")}
              </Button>
              <Button size="s" variant="danger" busy={sending.busy} onClick={() => send(true)}>
                {t("letters.sendAnyway")}
              </Button>
            </span>
          }
        >
          {t("letters.confirm")}
        </Banner>
      )}
      {sending.error && <Problem error={sending.error} />}
      {sending.notSent.length > 0 && (
        <Banner tone="ask">{t("letters.notSent", { count: sending.notSent.length })}</Banner>
      )}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {rows.map((letter) => (
          <LetterItem
            key={letter.id}
            letter={letter}
            text={textOf(letter)}
            editing={
              may
                ? {
                    chosen: !left.has(letter.id),
                    onChoose: (on) => choose(letter.id, on),
                    onText: (text) => setTexts((before) => ({ ...before, [letter.id]: text })),
                    alike: sending.alike.get(letter.id) ?? [],
                    nameOf,
                    echoless: sending.echoes.has(letter.id),
                    problem: sending.notSent.find((one) => one.id === letter.id)?.message ?? null,
                  }
                : null
            }
          />
        ))}
      </ul>
    </div>
  );
}
