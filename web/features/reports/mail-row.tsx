import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sayDays } from "#shared/reports/say-figure.ts";
import type { MailSent, ScheduleView } from "#shared/reports/sharing-schema.ts";
import { useFormat, useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { hourName, weekdayName } from "./mail-draft.ts";

type Props = { schedule: ScheduleView; onEdit: () => void };

/** One mail at its hour: when, to whom, what became of the newest ones, and the ways to pause, change and end it. */
export function MailRow({ schedule, onEdit }: Props) {
  const { t } = useTexts("sharing");
  const { locale } = useFormat();
  const { full } = useFormatIn(schedule.timeZone);
  const { pause, remove, again } = useChanges();
  const hour = hourName(schedule.hour);
  const when =
    schedule.every === "week"
      ? t("mail.weekly", { weekday: weekdayName(schedule.on, locale), hour })
      : t("mail.monthly", { day: schedule.on, hour });
  const error = pause.error ?? remove.error ?? again.error;
  return (
    <li className="grid gap-1 border-b border-line py-2.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{when}</span>
        <span className="text-12 text-text-3">{schedule.timeZone}</span>
        {schedule.paused ? (
          <Pill tone="warn">{t("mail.paused")}</Pill>
        ) : (
          <span className="text-12 text-text-3">{t("mail.next", { moment: full(schedule.nextAt) })}</span>
        )}
      </div>
      <p className="text-12 break-words text-text-2">{schedule.recipients.join(", ")}</p>
      {schedule.last.map((mail) => (
        <SentLine key={mail.id} mail={mail} onAgain={() => again.mutate({ id: mail.id })} busy={again.isPending} />
      ))}
      <div className="flex gap-2">
        <Button size="s" onClick={onEdit}>
          {t("mail.edit")}
        </Button>
        <Button
          size="s"
          busy={pause.isPending}
          onClick={() => pause.mutate({ id: schedule.id, paused: !schedule.paused })}
        >
          {t(schedule.paused ? "mail.goOn" : "mail.pause")}
        </Button>
        <Button size="s" variant="danger" busy={remove.isPending} onClick={() => remove.mutate({ id: schedule.id })}>
          {t("mail.remove")}
        </Button>
      </div>
      {error && <Problem error={error} />}
    </li>
  );
}

function useChanges() {
  const { t } = useTexts("sharing");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const done = () => queries.invalidateQueries(trpc.reports.schedules.pathFilter());
  const pause = useMutation(trpc.reports.pauseSchedule.mutationOptions({ onSuccess: done }));
  const again = useMutation(trpc.reports.resendMail.mutationOptions({ onSuccess: done }));
  const remove = useMutation(
    trpc.reports.removeSchedule.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("mail.removed") });
        return done();
      },
    }),
  );
  return { pause, remove, again };
}

function SentLine({ mail, onAgain, busy }: { mail: MailSent; onAgain: () => void; busy: boolean }) {
  const { t } = useTexts("sharing");
  const { locale } = useFormat();
  const stuck = mail.state === "refused" || mail.state === "unknown";
  const period = sayDays({ from: mail.from, to: mail.until }, locale);
  return (
    <div className="flex flex-wrap items-center gap-2 text-12">
      <span className={stuck ? "text-ask" : "text-text-3"}>
        {t("mail.last", { period, to: mail.to, state: t(`mail.state.${mail.state}`) })}
        {stuck && mail.reason && ` (${mail.reason})`}
      </span>
      {stuck && (
        <Button size="s" busy={busy} onClick={onAgain}>
          {t("mail.again")}
        </Button>
      )}
    </div>
  );
}
