import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { LoopFollower, LoopView } from "#shared/forwarding/loop-schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { Pill, type Tone } from "#web/ui/badge.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field } from "#web/ui/field.tsx";
import { Textarea } from "#web/ui/textarea.tsx";

type Props = { loop: LoopView; chosen: string | null; onChoose: ((threadId: string) => void) | null };

/** Whom the loop is about, and how far each is from hearing; the unanswered ones can be answered or set aside. */
export function LoopFollowers({ loop, chosen, onChoose }: Props) {
  const [aside, setAside] = useState<LoopFollower | null>(null);
  const { t } = useTexts("loops");
  const mayClose = useMay("loop.close");
  return (
    <>
      <ul className="scroll-y max-h-120 border-t border-line">
        {loop.followersList.map((one) => (
          <Follower
            key={one.threadId}
            loop={loop}
            one={one}
            on={one.threadId === chosen}
            onChoose={mayClose ? onChoose : null}
            onAside={mayClose ? setAside : null}
          />
        ))}
      </ul>
      {aside && (
        <AsideDialog
          loopId={loop.id}
          follower={aside}
          title={t("asideTitle", { name: aside.memberName })}
          onClose={() => setAside(null)}
        />
      )}
    </>
  );
}

const tones: Record<LoopFollower["state"], Tone> = {
  untold: "warn",
  sending: "hint",
  told: "ok",
  failed: "ask",
  aside: "plain",
};

type FollowerProps = {
  loop: LoopView;
  one: LoopFollower;
  on: boolean;
  onChoose: ((threadId: string) => void) | null;
  onAside: ((one: LoopFollower) => void) | null;
};

function Follower({ loop, one, on, onChoose, onAside }: FollowerProps) {
  const { t } = useTexts("loops");
  const { t: say } = useTexts("forwarding");
  const { told, takeBack } = useFollowerChanges();
  const open = one.state === "untold" || one.state === "failed";
  const input = { loopId: loop.id, threadId: one.threadId };
  const may = open && !one.deleted && onChoose && loop.answeredAt !== null;
  const error = told.error ?? takeBack.error;
  return (
    <li
      className={cx("flex gap-2.5 px-3 py-2 [&+&]:border-t [&+&]:border-line", on && "bg-selected")}
      aria-current={on || undefined}
    >
      <Avatar name={one.memberName} lang={one.lang} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <b className="min-w-0 flex-1 truncate">{one.memberName}</b>
          <Pill tone={one.deleted ? "plain" : tones[one.state]}>
            {t(`follower.${one.deleted ? "deleted" : one.state}`)}
          </Pill>
        </p>
        <p lang={one.lang ?? undefined} className="line-clamp-2 leading-4.5 wrap-anywhere text-text-2">
          {one.text}
        </p>
        <Said one={one} />
        <div className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
          {may && (
            <Button size="s" disabled={on} onClick={() => onChoose(one.threadId)}>
              {t("answerThem", { name: one.memberName.split(" ")[0] ?? one.memberName })}
            </Button>
          )}
          {may && one.since && (
            <Button size="s" busy={told.isPending} onClick={() => told.mutate(input)}>
              {t("countSince")}
            </Button>
          )}
          {open && onAside && !one.deleted && (
            <Button size="s" variant="plain" onClick={() => onAside(one)}>
              {t("setAside")}
            </Button>
          )}
          {one.state === "aside" && onAside && loop.state !== "closed" && (
            <Button size="s" variant="plain" busy={takeBack.isPending} onClick={() => takeBack.mutate(input)}>
              {t("takeBack")}
            </Button>
          )}
          <Link to="/inbox" search={{ thread: one.threadId, status: "all" }} className={buttonClass("plain", "s")}>
            {say("item.open")}
          </Link>
        </div>
        {error && <Problem error={error} />}
      </div>
    </li>
  );
}

/** What was said to a follower, or why nothing will be. */
function Said({ one }: { one: LoopFollower }) {
  const { t } = useTexts("loops");
  const format = useFormat();
  if (one.state === "aside") return <p className="text-12 text-text-3">{one.asideReason}</p>;
  if (one.reply && one.state !== "untold")
    return <p className="line-clamp-2 text-12 leading-4.5 text-text-3">{one.reply}</p>;
  if (!one.since) return null;
  return (
    <p className="line-clamp-2 text-12 leading-4.5 text-text-3">
      {t("since", { time: format.full(one.since.at), text: one.since.text })}
    </p>
  );
}

function useFollowerChanges() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries(trpc.forwarding.pathFilter());
  return {
    told: useMutation(trpc.forwarding.told.mutationOptions({ onSuccess })),
    takeBack: useMutation(trpc.forwarding.takeBack.mutationOptions({ onSuccess })),
  };
}

type AsideProps = { loopId: string; follower: LoopFollower; title: string; onClose: () => void };

function AsideDialog({ loopId, follower, title, onClose }: AsideProps) {
  const { t } = useTexts("loops");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const aside = useMutation(
    trpc.forwarding.setAside.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.forwarding.pathFilter());
        onClose();
      },
    }),
  );
  const ready = reason.trim().length >= 3;
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={title}
      width={440}
      footer={
        <>
          <Button size="l" variant="plain" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            size="l"
            variant="primary"
            disabled={!ready}
            busy={aside.isPending}
            onClick={() => aside.mutate({ loopId, threadId: follower.threadId, reason })}
          >
            {t("setAside")}
          </Button>
        </>
      }
    >
      <Field label={t("asideReason")} help={t("asideHelp")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            autoFocus
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      {aside.isError && <Problem error={aside.error} />}
    </Dialog>
  );
}
