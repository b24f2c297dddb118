import type { CallRow } from "#shared/ideas/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Pill, type Tone } from "#web/ui/badge.tsx";

const tones: Record<CallRow["state"], Tone> = { draft: "plain", open: "ok", deciding: "hint", closed: "plain" };

/** Where a call stands, and how long it still takes ideas. */
export function CallPill({ call }: { call: Pick<CallRow, "state" | "daysLeft"> }) {
  const { t } = useTexts("calls");
  const words =
    call.state === "open" && call.daysLeft !== null
      ? t("daysLeft", { count: call.daysLeft })
      : t(`state.${call.state}`);
  return <Pill tone={tones[call.state]}>{words}</Pill>;
}
