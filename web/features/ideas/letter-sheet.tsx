import { useState } from "react";
import { type LetterWords, needsWord } from "#shared/ideas/letters.ts";
import type { LetterView } from "#shared/ideas/schema.ts";
import { LetterItem } from "#web/features/ideas/letter-item.tsx";
import { OverrideDialog } from "#web/features/ideas/override-dialog.tsx";
import { useLetterReasons } from "#web/features/ideas/use-letter-reasons.ts";
import { useSendLetters } from "#web/features/ideas/use-send-letters.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { Banner } from "#web/ui/banner.tsx";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Chip } from "#web/ui/chip.tsx";

const mostAtOnce = 200;
type Props = { callId: string; rows: LetterView[]; toSend: boolean };

/** What is written, chosen and said about the letters of a page, and the ways to send them. */
function useSheet({ callId, rows }: Props, may: boolean) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [asking, setAsking] = useState(false);
  const words = rows.map(({ id, text }) => ({ id, text: (texts[id] ?? text).trim() })).filter(({ text }) => text);
  const reasons = useLetterReasons(callId, words, may);
  const sending = useSendLetters((found, sent) => {
    reasons.take(found, sent);
    setAsking(false);
  });
  const isMarked = ({ id }: { id: string }) => {
    const found = reasons.of(id);
    return found !== null && needsWord(found);
  };
  const chosen = words.filter(({ id }) => !left.has(id)).slice(0, mostAtOnce);
  const run = (letters: typeof words, reason: string | null) =>
    sending.run(
      letters.map((letter): LetterWords => ({ ...letter, fired: reasons.fired(letter) })),
      reason,
      () => setAsking(false),
    );
  const editingOf = ({ id }: LetterView) => ({
    chosen: !left.has(id),
    onChoose: (on: boolean) =>
      setLeft((before) => new Set(on ? [...before].filter((one) => one !== id) : [...before, id])),
    onText: (text: string) => setTexts((before) => ({ ...before, [id]: text })),
    reasons: reasons.of(id),
    problem: sending.notSent.find((one) => one.id === id)?.message ?? null,
  });
  return {
    ...{ reasons, sending, chosen, run, editingOf, asking, setAsking },
    ready: chosen.filter((letter) => !isMarked(letter)),
    marked: rows.filter(isMarked),
    judged: words.every(({ id }) => reasons.of(id) !== null),
    textOf: (letter: LetterView) => texts[letter.id] ?? letter.text,
    chooseAll: (on: boolean) => setLeft(new Set(on ? [] : rows.map((letter) => letter.id))),
  };
}

/** Letters on their way out: each is checked like a reply before any of them leaves. */
export function LetterSheet(props: Props) {
  const { rows, toSend } = props;
  const may = useMay("call.tell") && toSend;
  const [only, setOnly] = useState(false);
  const sheet = useSheet(props, may);
  const { reasons, sending, chosen, ready, marked } = sheet;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {may && (
        <SendBar
          all={chosen.length === rows.length}
          onAll={sheet.chooseAll}
          marked={marked.length}
          only={only}
          onOnly={setOnly}
          ready={ready.length}
          chosen={chosen.length}
          looking={reasons.looking}
          judged={sheet.judged}
          busy={sending.busy}
          onReady={() => sheet.run(ready, null)}
          onMarked={() => sheet.setAsking(true)}
        />
      )}
      {reasons.failed !== null && <Problem error={reasons.failed} onRetry={reasons.again} />}
      {sending.error && <Problem error={sending.error} />}
      {sending.asked && <AskedBanner />}
      {sending.notSent.length > 0 && <NotSentBanner count={sending.notSent.length} />}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {(only && marked.length > 0 ? marked : rows).map((letter) => (
          <LetterItem
            key={letter.id}
            letter={letter}
            text={sheet.textOf(letter)}
            editing={may ? sheet.editingOf(letter) : null}
          />
        ))}
      </ul>
      {sheet.asking && (
        <OverrideDialog
          count={chosen.length - ready.length}
          busy={sending.busy}
          onClose={() => sheet.setAsking(false)}
          onSend={(reason) => sheet.run(chosen, reason)}
        />
      )}
    </div>
  );
}

function AskedBanner() {
  const { t } = useTexts("calls");
  return <Banner tone="warn">{t("letters.asked")}</Banner>;
}

function NotSentBanner({ count }: { count: number }) {
  const { t } = useTexts("calls");
  return <Banner tone="ask">{t("letters.notSent", { count })}</Banner>;
}

type BarProps = {
  all: boolean;
  onAll: (on: boolean) => void;
  marked: number;
  only: boolean;
  onOnly: (only: boolean) => void;
  ready: number;
  chosen: number;
  looking: boolean;
  judged: boolean;
  busy: boolean;
  onReady: () => void;
  onMarked: () => void;
};

/** What leaves with one click: the letters nothing stands against. The others need a word, or a reason. */
function SendBar({
  all,
  onAll,
  marked,
  only,
  onOnly,
  ready,
  chosen,
  looking,
  judged,
  busy,
  onReady,
  onMarked,
}: BarProps) {
  const { t } = useTexts("calls");
  const held = chosen - ready;
  return (
    <div className="sticky -top-3 z-10 -mx-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-4 py-2 max-sm:-mx-3 max-sm:px-3">
      <Checkbox checked={all} onChange={onAll}>
        {t("letters.chooseAll")}
      </Checkbox>
      <span role="status" className="text-12 text-text-3 empty:hidden">
        {looking ? t("letters.looking") : marked === 0 && judged ? t("letters.noneNeeds") : ""}
      </span>
      {marked > 0 && (
        <Chip on={only} onClick={() => onOnly(!only)}>
          {t("letters.needs", { count: marked })}
        </Chip>
      )}
      <span className="ml-auto flex gap-2 max-sm:w-full max-sm:[&>button]:flex-1">
        {held > 0 && (
          <Button disabled={busy || looking} onClick={onMarked}>
            {t("letters.sendMarked", { count: chosen })}
          </Button>
        )}
        {(ready > 0 || held === 0) && (
          <Button variant="primary" disabled={ready === 0 || looking} busy={busy} onClick={onReady}>
            {t(held > 0 ? "letters.sendReady" : "letters.sendAll", { count: ready })}
          </Button>
        )}
      </span>
    </div>
  );
}
