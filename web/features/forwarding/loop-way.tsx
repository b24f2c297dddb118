import type { LoopHappening, LoopView } from "#shared/forwarding/loop-schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";

/** The timeline of a loop: who had it and how long, to scale, and below it everything that happened. */
export function LoopWay({ loop }: { loop: LoopView }) {
  const { t } = useTexts("loops");
  const format = useFormat();
  const total = loop.spells.reduce((sum, spell) => sum + spell.seconds, 0) || 1;
  const colors = ["bg-c1", "bg-c3", "bg-c4", "bg-c5"];
  const departments = [...new Set(loop.spells.flatMap((spell) => spell.who ?? []))];
  const color = (who: string | null) => (who === null ? "bg-c2" : colors[departments.indexOf(who) % colors.length]);
  return (
    <>
      <div aria-hidden className="mb-2 flex h-2.5 gap-px overflow-hidden rounded-[3px] bg-active">
        {loop.spells.map((spell) => (
          <i
            key={spell.from}
            className={color(spell.who)}
            style={{ flexGrow: Math.max(spell.seconds / total, 0.01) }}
          />
        ))}
      </div>
      <ol className="grid gap-1">
        {loop.spells.map((spell) => (
          <li key={spell.from} className="flex items-baseline gap-2">
            <i aria-hidden className={cx("size-2 shrink-0 rounded-full", color(spell.who))} />
            <span className="min-w-0 flex-1 truncate">{spell.who ?? t("team")}</span>
            <span className="text-12 text-text-3">
              {format.full(spell.from)} – {spell.to ? format.full(spell.to) : t("now")}
            </span>
            <b className="w-12 text-right tabular-nums">{format.span(spell.seconds)}</b>
          </li>
        ))}
      </ol>
      <details className="mt-2">
        <summary className="cursor-pointer text-12 font-medium text-text-2">{t("history")}</summary>
        <ol className="mt-1 grid gap-1 text-12 text-text-2">
          {loop.happenings.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened never changes its place
            <li key={at} className="flex gap-2">
              <time dateTime={one.at} className="w-32 shrink-0 text-text-3 tabular-nums">
                {format.full(one.at)}
              </time>
              <span className="min-w-0 wrap-anywhere">
                <Happened one={one} loop={loop} />
              </span>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function Happened({ one, loop }: { one: LoopHappening; loop: LoopView }) {
  const { t } = useTexts("loops");
  const { who, detail } = one;
  const department = one.departmentName ?? loop.departmentName;
  const word = (name: string) => String(detail[name] ?? "");
  const followers = Number(detail.followers ?? 1);
  const member = loop.followersList.find((each) => each.threadId === detail.threadId)?.memberName ?? "";
  switch (one.kind) {
    case "asked":
      return t("event.asked", { who, department, followers, count: followers });
    case "joined":
      return t("event.joined", { who, followers, count: followers });
    case "handed_on":
      return t("event.handed_on", { by: word("by"), from: word("from"), department, reason: word("reason") });
    case "answered":
      return t("event.answered", { name: word("name"), department });
    case "reminded": {
      const kind = (["after", "deputy", "sender"] as const).find((each) => each === detail.kind) ?? "before";
      return t(`event.reminded.${kind}`, { name: word("name") });
    }
    case "told":
    case "taken_back":
      return t(`event.${one.kind}`, { who, member });
    case "set_aside":
      return t("event.set_aside", { who, member, reason: word("reason") });
    default:
      return t(`event.${one.kind}`, { who });
  }
}
