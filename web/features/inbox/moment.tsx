import type { ThreadEntry } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useNow } from "#web/ui/say.tsx";

export type EntryOf<T extends ThreadEntry["type"]> = Extract<ThreadEntry, { type: T }>;

/** "today 10:42", "yesterday 09:30", else the day and the time. */
export function Moment({ at }: { at: string }) {
  const { t } = useTexts("inbox");
  const format = useFormat();
  const now = useNow();
  const time = format.time(at);
  const day = format.day(at);
  const yesterday = format.day(new Date(now.getTime() - 86_400_000).toISOString());
  const near = now.getTime() - Date.parse(at) < 2 * 86_400_000;
  const say =
    near && day === format.day(now.toISOString())
      ? t("time.today", { time })
      : near && day === yesterday
        ? t("time.yesterday", { time })
        : `${format.weekday(at)}, ${time}`;
  return (
    <time dateTime={at} title={format.full(at)} className="text-12 text-text-3">
      {say}
    </time>
  );
}
