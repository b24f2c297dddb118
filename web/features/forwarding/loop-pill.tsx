import { CircleCheck, Clock, MessageCircleReply, Send, Undo2 } from "lucide-react";
import type { LoopRow } from "#shared/forwarding/loop-schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Pill } from "#web/ui/badge.tsx";

const looks = {
  late: { tone: "ask", icon: Clock },
  out: { tone: "hint", icon: Send },
  answered: { tone: "warn", icon: MessageCircleReply },
  closed: { tone: "ok", icon: CircleCheck },
  over: { tone: "plain", icon: Undo2 },
} as const;

/** Where a loop stands, in a word. */
export function LoopPill({ loop }: { loop: Pick<LoopRow, "state" | "late"> }) {
  const { t } = useTexts("loops");
  const state = loop.late ? "late" : loop.state;
  return (
    <Pill tone={looks[state].tone} icon={looks[state].icon}>
      {t(`state.${state}`)}
    </Pill>
  );
}
