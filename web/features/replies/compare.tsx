import type { Warning } from "#shared/replies/schema.ts";
import { wordsOf } from "#shared/replies/words.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { ThreadLink } from "./thread-link.tsx";

type Props = { draft: string; earlier: NonNullable<Warning["earlier"]>; className?: string };

/** The draft beside the earlier answer, the words of both marked. */
export function Compare({ draft, earlier, className }: Props) {
  const { t } = useTexts("replies");
  const format = useFormat();
  const shared = new Set(earlier.sharedWords);
  const date = earlier.sentAt ? format.full(earlier.sentAt) : "";
  const box = "min-w-0 rounded-m border border-line bg-raised px-2.5 py-2 leading-5";
  return (
    <section
      className={cx("mt-1 mb-1 grid grid-cols-2 gap-2 max-sm:grid-cols-1", className)}
      aria-label={t("compare.title")}
    >
      <div className={box}>
        <p className="mb-1 text-12 text-text-3">{t("compare.draft")}</p>
        <Marked text={draft} shared={shared} />
      </div>
      <div className={box}>
        <p className="mb-1 text-12 text-text-3">{t("compare.earlier", { name: earlier.memberName, date })}</p>
        <Marked text={earlier.text} shared={shared} />
      </div>
      <p className="col-span-full flex flex-wrap gap-x-3 text-12 text-text-3">
        <span>{t("compare.alike", { percent: format.percent(earlier.similarity) })}</span>
        <span>{t("compare.shared")}</span>
        {earlier.threadId !== "" && <ThreadLink threadId={earlier.threadId}>{t("compare.open")}</ThreadLink>}
      </p>
    </section>
  );
}

function Marked({ text, shared }: { text: string; shared: ReadonlySet<string> }) {
  const pieces: { text: string; both: boolean; from: number }[] = [];
  let read = 0;
  for (const word of wordsOf(text, null)) {
    if (!shared.has(word.text)) continue;
    pieces.push(
      { text: text.slice(read, word.from), both: false, from: read },
      { text: text.slice(word.from, word.to), both: true, from: word.from },
    );
    read = word.to;
  }
  pieces.push({ text: text.slice(read), both: false, from: read });
  return (
    <p className="max-h-40 overflow-y-auto break-words whitespace-pre-wrap">
      {pieces.map((piece) =>
        piece.both ? (
          <mark
            key={`m${piece.from}`}
            className="rounded-[2px] bg-warn-soft text-inherit underline decoration-l-amber decoration-2 decoration-dotted underline-offset-4"
          >
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
