import { Clock } from "lucide-react";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { cx } from "#web/ui/cx.ts";
import { useNow } from "#web/ui/say.tsx";
import { dueOf } from "./due.ts";

const looks = { calm: "text-text-3", soon: "font-medium text-warn", late: "font-strong text-ask" };

type Props = { waitingSince: string | null; brandId: string };

/** How long is left to answer, in its colour and always with a clock and a word. */
export function DueMark({ waitingSince, brandId }: Props) {
  const { t } = useTexts("inbox");
  const format = useFormat();
  const brand = useMe().brands.find((one) => one.id === brandId);
  const due = dueOf(waitingSince, useNow(), brand);
  if (!due || !waitingSince) return null;
  const time = format.span(due.seconds);
  return (
    <span
      title={t("row.dueTitle", { time: format.full(waitingSince) })}
      className={cx("inline-flex items-center gap-0.75 text-12 whitespace-nowrap tabular-nums", looks[due.grade])}
    >
      <Clock aria-hidden size={12} strokeWidth={1.75} />
      {due.grade === "late" ? t("row.late", { time }) : time}
    </span>
  );
}
