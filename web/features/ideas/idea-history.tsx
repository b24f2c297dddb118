import type { IdeaView, LetterView } from "#shared/ideas/schema.ts";
import { ideaStages } from "#shared/ideas/stage.ts";
import { LetterPill } from "#web/features/ideas/letter-pill.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { networkName } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Say } from "#web/ui/say.tsx";

/** Everything the author was or will be told. */
export function IdeaLetters({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  return (
    <Card title={t("told.title")}>
      {idea.letters.length === 0 ? (
        <p className="text-text-2">{t("told.none")}</p>
      ) : (
        <ul>
          {idea.letters.map((letter) => (
            <Letter key={letter.id} letter={letter} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Letter({ letter }: { letter: LetterView }) {
  const { t } = useTexts("calls");
  const format = useFormat();
  const way = t(`letters.way.${letter.way}`, { network: letter.network ? networkName(letter.network) : "" });
  return (
    <li className="py-1.5 [&+&]:border-t [&+&]:border-line">
      <p className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">
          {t(`letters.kind.${letter.kind}`)} <span className="font-normal text-text-3">{way}</span>
        </span>
        <LetterPill state={letter.state} />
      </p>
      <p lang={letter.lang} className="mt-0.5 line-clamp-3 text-12 leading-4.5 whitespace-pre-line text-text-2">
        {letter.text}
      </p>
      {(letter.reason ?? letter.sentAt) && (
        <p className="text-12 text-text-3">
          {letter.reason ?? (letter.sentAt && t("letters.sentOn", { time: format.full(letter.sentAt) }))}
        </p>
      )}
    </li>
  );
}

/** What happened to the idea, the newest first. */
export function IdeaHistory({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  return (
    <Card title={t("history")}>
      <ol className="grid gap-1">
        {[...idea.happenings]
          .sort((a, b) => (a.at < b.at ? 1 : -1))
          .map((one, at) => {
            const to = ideaStages.find((stage) => stage === one.detail.to);
            const words = t(`event.${one.kind}`, {
              who: one.who || t("system"),
              stage: to ? t(`stage.${to}`) : "",
              version: one.detail.version ?? "",
            });
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two things can happen at one moment
              <li key={`${one.at} ${one.kind} ${at}`} className="flex gap-3 text-12 leading-4.5">
                <Say at={one.at} as={format.ago} className="w-12 shrink-0 text-text-3 tabular-nums" />
                <span className="min-w-0 wrap-anywhere text-text-2">{words}</span>
              </li>
            );
          })}
      </ol>
    </Card>
  );
}
