import type { LetterView } from "#shared/ideas/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Pill, type Tone } from "#web/ui/badge.tsx";

const tones: Record<LetterView["state"], Tone> = {
  draft: "warn",
  queued: "hint",
  sent: "ok",
  shown: "ok",
  failed: "ask",
  unknown: "ask",
  dropped: "plain",
};

/** How far a letter is. */
export function LetterPill({ state }: { state: LetterView["state"] }) {
  const { t } = useTexts("calls");
  return <Pill tone={tones[state]}>{t(`letters.state.${state}`)}</Pill>;
}
