import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, CircleHelp, Clock, CornerUpRight, type LucideIcon, Send, Undo2 } from "lucide-react";
import { saysItself } from "#shared/forwarding/forward.ts";
import type { ForwardView } from "#shared/forwarding/schema.ts";
import { useFormat, useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill, type Tone } from "#web/ui/badge.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { useNow } from "#web/ui/say.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Badge = { key: ForwardView["state"] | "overdue" | "queued" | "waiting" | "unknown"; tone: Tone; icon: LucideIcon };

function badgeOf({ state, delivery, overdue }: ForwardView): Badge {
  if (state === "answered") return { key: state, tone: "ok", icon: CircleCheck };
  if (state === "handed_on") return { key: state, tone: "plain", icon: CornerUpRight };
  if (state === "withdrawn") return { key: state, tone: "plain", icon: Undo2 };
  if (state === "expired") return { key: state, tone: "warn", icon: Clock };
  if (delivery === "unknown") return { key: "unknown", tone: "ask", icon: CircleHelp };
  if (state === "failed") return { key: state, tone: "ask", icon: CircleAlert };
  if (overdue) return { key: "overdue", tone: "ask", icon: Clock };
  if (delivery === "waiting") return { key: "waiting", tone: "warn", icon: Clock };
  return { key: delivery === "queued" ? "queued" : "sent", tone: "hint", icon: Send };
}

type Props = { forward: ForwardView; linked?: boolean; inLoop?: boolean };

/** One question to a department with what became of it; `linked` leads to its thread, `inLoop` stands on its loop's page. */
export function ForwardItem({ forward, linked, inLoop }: Props) {
  const { t } = useTexts("forwarding");
  const badge = badgeOf(forward);
  return (
    <li className="grid gap-1 px-3 py-2.5 [&+&]:border-t [&+&]:border-line">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <b className="min-w-0 truncate">{forward.departmentName}</b>
        <Pill tone={badge.tone} icon={badge.icon}>
          {t(`state.${badge.key}`)}
        </Pill>
        <Times forward={forward} />
      </div>
      <p className="wrap-anywhere whitespace-pre-line">{forward.question}</p>
      {(forward.state === "answered" || forward.state === "handed_on") && <Answer forward={forward} />}
      <Trouble forward={forward} />
      <p className="text-12 wrap-anywhere text-text-3">
        {t("item.asked", { person: forward.personName, department: forward.departmentName })}
        {" · "}
        {t("item.to", { name: forward.toName, mail: forward.toMail })}
        {forward.followers > 1 && ` · ${t("item.followers", { count: forward.followers })}`}
      </p>
      <Actions forward={forward} linked={linked} inLoop={inLoop} />
    </li>
  );
}

function Times({ forward }: { forward: ForwardView }) {
  const { t } = useTexts("forwarding");
  const format = useFormatIn(forward.timeZone);
  const now = useNow();
  const isOut = forward.state === "sent" || forward.state === "failed";
  const seconds = (at: string) => (now.getTime() - Date.parse(at)) / 1000;
  const due = forward.dueAt && `${format.weekday(forward.dueAt)}, ${format.time(forward.dueAt)}`;
  const late = forward.overdue && forward.dueAt && t("item.lateBy", { time: format.span(seconds(forward.dueAt)) });
  return (
    <span className="ml-auto text-12 text-text-3 tabular-nums">
      {isOut && t("item.age", { time: format.span(seconds(forward.createdAt)) })}
      {isOut && " · "}
      {late ? <span className="text-ask">{late}</span> : due ? t("item.due", { time: due }) : t("item.noTime")}
    </span>
  );
}

function Answer({ forward }: { forward: ForwardView }) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const short = forward.verdict && t(`verdict.${forward.verdict}`);
  return (
    <blockquote className="border-l-2 border-line-strong pl-2.5">
      <p className="wrap-anywhere whitespace-pre-line text-text-2">
        {forward.handedTo && <b>{t("item.handedTo", { department: forward.handedTo })}. </b>}
        {short && !forward.handedTo && !saysItself(short, forward.answer ?? "") && <b>{short}. </b>}
        {forward.answer}
      </p>
      <cite className="text-12 text-text-3 not-italic">
        {t("item.answeredBy", {
          name: forward.answeredBy ?? "",
          time: forward.answeredAt ? format.full(forward.answeredAt) : "",
        })}
        {forward.answeredVia && forward.answeredVia !== "page" && `, ${t("item.byMail")}`}
      </cite>
    </blockquote>
  );
}

function Trouble({ forward }: { forward: ForwardView }) {
  const { t } = useTexts("forwarding");
  if (forward.state !== "sent" && forward.state !== "failed") return null;
  if (forward.delivery !== "refused" && forward.delivery !== "waiting" && forward.delivery !== "unknown") return null;
  return (
    <p className={forward.delivery === "waiting" ? "text-12 text-warn" : "text-12 text-ask"}>
      {t(`item.${forward.delivery}`, { reason: forward.reason ?? "", name: forward.toName })}
    </p>
  );
}

function Actions({ forward, linked, inLoop }: Props) {
  const { t } = useTexts("forwarding");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const maySend = useMay("forward.send");
  const mayWithdraw = useMay("forward.withdraw");
  const onSuccess = () => queries.invalidateQueries(trpc.forwarding.pathFilter());
  const retry = useMutation(trpc.forwarding.retry.mutationOptions({ onSuccess }));
  const withdraw = useMutation(
    trpc.forwarding.withdraw.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("item.withdrawn", { name: forward.toName }) });
        return onSuccess();
      },
    }),
  );
  const isOut = forward.state === "sent" || forward.state === "failed";
  const error = retry.error ?? withdraw.error;
  const forwardId = forward.id;
  return (
    <>
      <div className="flex flex-wrap gap-1.5 empty:hidden">
        {forward.state === "failed" && maySend && (
          <Button size="s" busy={retry.isPending} onClick={() => retry.mutate({ forwardId })}>
            {t("item.tryAgain")}
          </Button>
        )}
        {!inLoop && (
          <Link to="/loops/$loopId" params={{ loopId: forward.loopId }} className={buttonClass("default", "s")}>
            {t("item.loop")}
          </Link>
        )}
        {linked && (
          <Link
            to="/inbox"
            search={{ thread: forward.threadId, status: "all" }}
            className={buttonClass("default", "s")}
          >
            {t("item.open")}
          </Link>
        )}
        {isOut && mayWithdraw && (
          <Button size="s" variant="plain" busy={withdraw.isPending} onClick={() => withdraw.mutate({ forwardId })}>
            {t("item.withdraw")}
          </Button>
        )}
      </div>
      {error && <Problem error={error} />}
    </>
  );
}
