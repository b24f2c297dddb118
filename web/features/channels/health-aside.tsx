import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";
import type { Health } from "./health-drawer.tsx";

/** What the network sent and Konak could not read: as it came, with the reason, to be tried again. */
export function AsidePart({ channelId, health }: { channelId: string; health: Health }) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const format = useFormat();
  const mayTry = useMay("channel.sync");
  const again = useMutation(
    trpc.channels.tryAgain.mutationOptions({
      onSuccess: async (tried) => {
        showToast({ text: t("h.triedAside", tried) });
        await queries.invalidateQueries(trpc.channels.pathFilter());
      },
    }),
  );
  const { aside, asideCount, orphans, ahead, renamed } = health;
  return (
    <div className="grid gap-2">
      <p className="text-text-2">
        {asideCount === 0 ? t("h.asideNone") : t("h.asideMore", { count: asideCount })}{" "}
        {orphans > 0 && t("h.orphans", { count: orphans })} {ahead > 0 && t("h.ahead", { count: ahead })}{" "}
        {renamed > 0 && t("h.renamed", { count: renamed })}
      </p>
      {aside.map((item) => (
        <details key={item.id} className="rounded-m border border-line px-2.5 py-1.5">
          <summary className="cursor-pointer">
            {item.error} <span className="text-12 text-text-3">{format.full(item.at)}</span>
          </summary>
          <p className="mt-1 text-12 text-text-3">{t("h.raw")}</p>
          <pre className="max-h-40 overflow-auto text-12 break-all whitespace-pre-wrap">{item.raw}</pre>
        </details>
      ))}
      {asideCount > 0 && mayTry && (
        <Button className="justify-self-start" busy={again.isPending} onClick={() => again.mutate({ channelId })}>
          {t("h.tryAside")}
        </Button>
      )}
      {again.isError && <Problem error={again.error} />}
    </div>
  );
}
