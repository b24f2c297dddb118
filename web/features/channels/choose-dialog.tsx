import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { showToast } from "#web/ui/toast.tsx";

/** A key that speaks for several accounts: which of them Konak is to read and answer for. */
export function ChooseDialog({ attempt, onClose }: { attempt: string; onClose: () => void }) {
  const { t } = useTexts("channels");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string[]>([]);
  const accounts = useQuery(trpc.channels.choices.queryOptions({ attempt }, { retry: false }));
  const choose = useMutation(
    trpc.channels.choose.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.channels.pathFilter());
        showToast({ text: t("chosen", { count: chosen.length }), seconds: 6 });
        onClose();
      },
    }),
  );
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("chooseTitle")}
      description={t("chooseLead")}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            variant="primary"
            size="l"
            busy={choose.isPending}
            disabled={chosen.length === 0}
            onClick={() => choose.mutate({ attempt, externalIds: chosen })}
          >
            {t("connectNow")}
          </Button>
        </>
      }
    >
      {accounts.isPending && <SkeletonRows count={3} height={40} />}
      {accounts.isError && <Problem error={accounts.error} />}
      <ul className="grid gap-2">
        {accounts.data?.map((account) => (
          <li key={account.externalId} className="flex items-center gap-2.5">
            <Checkbox checked={chosen.includes(account.externalId)} onChange={() => toggle(account.externalId)}>
              <b className="block truncate font-medium">{account.name}</b>
              <span className="block truncate text-12 text-text-3">{account.handle}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {choose.isError && <Problem error={choose.error} />}
    </Dialog>
  );
}
