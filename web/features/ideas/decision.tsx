import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleX } from "lucide-react";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Card } from "#web/ui/panes.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { idea: IdeaView; decision: NonNullable<IdeaView["decision"]> };

/** What was decided and why; it can be taken back until somebody has heard. */
export function Decision({ idea, decision }: Props) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const refresh = useRefresh();
  const may = useMay("idea.decide") && idea.call.state !== "closed";
  const takeBack = useMutation(
    useTRPC().ideas.takeBack.mutationOptions({
      onSuccess: () => showToast({ text: t("decide.takenBack") }),
      onSettled: refresh,
    }),
  );
  const adopted = decision.verdict === "adopted";
  const Icon = adopted ? CircleCheck : CircleX;
  const waits = idea.letters.some((letter) => letter.state === "draft" || letter.state === "failed");
  return (
    <Card
      title={
        <span className="flex items-center gap-1.5">
          <Icon aria-hidden size={16} strokeWidth={1.5} className={adopted ? "text-ok" : "text-text-3"} />
          {t(`verdict.${decision.verdict}`)}
        </span>
      }
      aside={t("decide.by", { who: decision.personName, time: format.full(decision.at) })}
    >
      <p className="wrap-anywhere whitespace-pre-line">{decision.reason}</p>
      <p className="mt-2 flex flex-wrap gap-1.5 empty:hidden">
        {waits && (
          <Link
            to="/calls/$callId"
            params={{ callId: idea.callId }}
            search={{ tab: "letters" }}
            className={buttonClass("primary")}
          >
            {t("decide.toLetters")}
          </Link>
        )}
        {may && (
          <Button variant="plain" busy={takeBack.isPending} onClick={() => takeBack.mutate({ ideaId: idea.id })}>
            {t("decide.takeBack")}
          </Button>
        )}
      </p>
      {takeBack.isError && <Problem error={takeBack.error} className="mt-2" />}
    </Card>
  );
}
