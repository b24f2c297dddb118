import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { use, useState } from "react";
import { type LetterReasons, needsWord } from "#shared/ideas/letters.ts";
import type { LetterView } from "#shared/ideas/schema.ts";
import { DropLetterDialog } from "#web/features/ideas/drop-letter-dialog.tsx";
import { LetterPill } from "#web/features/ideas/letter-pill.tsx";
import { ReasonsSlot } from "#web/features/ideas/reasons-slot.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Tag } from "#web/ui/badge.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { cx } from "#web/ui/cx.ts";
import { networkName } from "#web/ui/network-icon.tsx";
import { Textarea } from "#web/ui/textarea.tsx";

type Editing = {
  chosen: boolean;
  onChoose: (on: boolean) => void;
  onText: (text: string) => void;
  /** null until the check has looked at it */
  reasons: LetterReasons | null;
  problem: string | null;
};
type Props = { letter: LetterView; text: string; editing: Editing | null };

/** One letter: what they wrote, what they get, where it goes. */
export function LetterItem({ letter, text, editing }: Props) {
  const { t } = useTexts("calls");
  const format = useFormat();
  const [dropping, setDropping] = useState(false);
  const marked = editing?.reasons != null && needsWord(editing.reasons);
  return (
    <li className={cx("rounded-l border px-3 py-2.5", marked ? "border-warn-line" : "border-line")}>
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {editing && (
          <Checkbox
            aria-label={t("letters.choose", { name: letter.memberName })}
            checked={editing.chosen}
            onChange={editing.onChoose}
          />
        )}
        <b className="min-w-0 truncate font-strong">{letter.memberName}</b>
        <Tag title={format.language(letter.lang)}>{letter.lang.toUpperCase()}</Tag>
        <span className="min-w-0 truncate text-12 text-text-3">
          {t(`letters.kind.${letter.kind}`)},{" "}
          {t(`letters.way.${letter.way}`, { network: letter.network ? networkName(letter.network) : "" })}
        </span>
        <span className="ml-auto flex items-center gap-1">
          {!editing && <LetterPill state={letter.state} />}
          {letter.threadId && (
            <Link to="/inbox" search={{ status: "all", thread: letter.threadId }} className={buttonClass("plain", "s")}>
              {t("letters.thread")}
            </Link>
          )}
          {editing && (
            <Button size="s" variant="plain" onClick={() => setDropping(true)}>
              {t("letters.drop")}
            </Button>
          )}
        </span>
      </header>
      <div className="mt-2 grid gap-x-4 gap-y-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="min-w-0">
          <p className="text-12 text-text-3">
            {t("letters.wrote")}:{" "}
            <Link to="/ideas/$ideaId" params={{ ideaId: letter.ideaId }} className="text-accent hover:underline">
              {letter.ideaTitle}
            </Link>
          </p>
          <blockquote className="mt-1 line-clamp-6 border-l-2 border-line-strong pl-2.5 wrap-anywhere whitespace-pre-line text-text-2">
            {letter.said}
          </blockquote>
        </div>
        {editing ? (
          <Edit letter={letter} text={text} editing={editing} />
        ) : (
          <div className="min-w-0">
            <p lang={letter.lang} className="wrap-anywhere whitespace-pre-line">
              {letter.text}
            </p>
            {(letter.reason ?? letter.sentAt) && (
              <p className="mt-1 text-12 text-text-3">
                {letter.reason ?? (letter.sentAt && t("letters.sentOn", { time: format.full(letter.sentAt) }))}
              </p>
            )}
          </div>
        )}
      </div>
      {dropping && <DropLetterDialog letter={letter} onClose={() => setDropping(false)} />}
    </li>
  );
}

function Edit({ letter, text, editing }: Props & { editing: Editing }) {
  const { t } = useTexts("calls");
  const Reasons = use(ReasonsSlot);
  const { reasons, problem } = editing;
  const lines = [reasons?.echoes === false && t("letters.echo"), problem ?? letter.reason].filter(
    (line) => typeof line === "string" && line !== "",
  );
  return (
    <div className="min-w-0">
      <Textarea
        aria-label={t("letters.text", { name: letter.memberName })}
        lang={letter.lang}
        rows={4}
        maxLength={10_000}
        value={text}
        onChange={(event) => editing.onText(event.currentTarget.value)}
        className="!text-13"
      />
      {lines.map((line) => (
        <p key={String(line)} role="status" className="mt-1 flex items-center gap-1 text-12 text-warn">
          <TriangleAlert aria-hidden size={14} strokeWidth={1.75} className="shrink-0" />
          {line}
        </p>
      ))}
      <Reasons warnings={reasons?.warnings ?? []} draft={text} />
    </div>
  );
}
