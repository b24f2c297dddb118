import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonKnowledge } from "#shared/ideas/report-schema.ts";
import type { LikelySame } from "#shared/members/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { showToast } from "#web/ui/toast.tsx";

const wordsOf = (one: LikelySame): string =>
  one.networks.map((each) => `${each.handle}, ${networkName(each.network)}`).join("; ");

/** One person on two networks: suggested by name and handle, decided by a person, and taken back as easily. */
export function MemberSame({ person }: { person: PersonKnowledge }) {
  const { t } = useTexts("members");
  const format = useFormat();
  const may = useMay("member.merge");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<LikelySame | null>(null);
  const likely = useQuery(trpc.members.likelySame.queryOptions({ memberId: person.memberId }, { enabled: may }));
  const undo = useMutation(
    trpc.members.undoMerge.mutationOptions({
      onSuccess: () => showToast({ text: t("undone") }),
      onSettled: () => queries.invalidateQueries(),
    }),
  );
  if (!may && person.merges.length === 0) return null;
  return (
    <Card title={t("same")}>
      <ul className="empty:hidden">
        {person.merges.map((one) => (
          <li key={one.id} className="flex items-center gap-2 py-1">
            <span className="min-w-0 flex-1">
              {t("mergedWith", {
                name: one.name,
                networks: format.list(one.networks.map(networkName)),
                day: format.day(one.at),
              })}
            </span>
            {may && (
              <Button size="s" busy={undo.isPending} onClick={() => undo.mutate({ id: one.id })}>
                {t("undo")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undo.isError && <Problem error={undo.error} />}
      {likely.isError && <Problem error={likely.error} onRetry={() => void likely.refetch()} />}
      {likely.data?.length === 0 && person.merges.length === 0 && <p className="text-text-2">{t("noSame")}</p>}
      {likely.data && likely.data.length > 0 && (
        <>
          <h3 className="mt-1 text-12 font-medium text-text-3">{t("likely")}</h3>
          <ul>
            {likely.data.map((one) => (
              <li key={one.memberId} className="flex items-center gap-2 py-1.5 [&+&]:border-t [&+&]:border-line">
                <span className="min-w-0 flex-1">
                  <b className="block truncate font-medium">{one.name}</b>
                  <span className="block truncate text-12 text-text-3">
                    {wordsOf(one) || t("onPage")}; {t(`because.${one.because}`)}
                  </span>
                </span>
                <Button size="s" onClick={() => setAsking(one)}>
                  {t("merge")}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {asking && <MergeDialog person={person} other={asking} onClose={() => setAsking(null)} />}
    </Card>
  );
}

type MergeProps = { person: PersonKnowledge; other: LikelySame; onClose: () => void };

function MergeDialog({ person, other, onClose }: MergeProps) {
  const { t } = useTexts("members");
  const format = useFormat();
  const { t: say } = useTexts("commonWords");
  const queries = useQueryClient();
  const merge = useMutation(
    useTRPC().members.merge.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("mergedNow") });
        onClose();
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("mergeTitle")}
      width={440}
      footer={
        <>
          <Button size="l" variant="plain" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            size="l"
            variant="primary"
            busy={merge.isPending}
            onClick={() => merge.mutate({ keepId: person.memberId, mergeId: other.memberId })}
          >
            {t("mergeDo")}
          </Button>
        </>
      }
    >
      <ul className="grid gap-0.5">
        <li>
          <b className="font-medium">{person.name}</b>{" "}
          <span className="text-text-2">{format.list(person.networks.map(networkName)) || t("onPage")}</span>
        </li>
        <li>
          <b className="font-medium">{other.name}</b>{" "}
          <span className="text-text-2">{wordsOf(other) || t("onPage")}</span>
        </li>
      </ul>
      <p className="text-pretty text-text-2">{t("mergeText")}</p>
      {merge.isError && <Problem error={merge.error} />}
    </Dialog>
  );
}
