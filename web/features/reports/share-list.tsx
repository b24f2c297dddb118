import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sayDays } from "#shared/reports/say-figure.ts";
import type { ShareView } from "#shared/reports/sharing-schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { brand: Brand; shares: ShareView[]; newest: string | null };

/** The links of a brand, newest first: what each shows, whether it was opened, and the way to take it back. */
export function ShareList({ brand, shares, newest }: Props) {
  const { t } = useTexts("sharing");
  return (
    <section className="border-t border-line pt-3" aria-label={t("share.list", { brand: brand.name })}>
      <h3 className="font-strong">{t("share.list", { brand: brand.name })}</h3>
      {shares.length === 0 && <p className="pt-1 text-12 text-text-3">{t("share.none")}</p>}
      <ul>
        {shares.map((share) => (
          <ShareRow key={share.id} share={share} fresh={share.id === newest} />
        ))}
      </ul>
    </section>
  );
}

function ShareRow({ share, fresh }: { share: ShareView; fresh: boolean }) {
  const { t } = useTexts("sharing");
  const { locale, full } = useFormat();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation(
    trpc.reports.revokeShare.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("share.revoked") });
        return queries.invalidateQueries(trpc.reports.shares.pathFilter());
      },
    }),
  );
  const opened = t("share.opened", { count: share.opened, last: share.lastOpenedAt ? full(share.lastOpenedAt) : "" });
  const alive = share.state === "open";
  return (
    <li className="grid gap-1.5 border-b border-line py-2.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className={alive ? "font-medium" : "text-text-3 line-through"}>{sayDays(share, locale)}</span>
        <Pill>{t(share.live ? "share.modeLive" : "share.modeFrozen")}</Pill>
        {share.hasPassword && <Pill>{t("share.withPassword")}</Pill>}
        <span className="text-12 text-text-3">
          {t(`share.state.${share.state}`, { moment: full(share.expiresAt) })}
        </span>
        {alive && (
          <Button
            size="s"
            variant="plain"
            className="ml-auto"
            busy={revoke.isPending}
            onClick={() => revoke.mutate({ id: share.id })}
          >
            {t("share.revoke")}
          </Button>
        )}
      </div>
      {alive && <Address url={share.url} fresh={fresh} />}
      <p className="text-12 text-text-3">
        {opened}
        {share.createdBy && `, ${t("share.by", { name: share.createdBy })}`}
      </p>
      {revoke.isError && <Problem error={revoke.error} />}
    </li>
  );
}

function Address({ url, fresh }: { url: string; fresh: boolean }) {
  const { t } = useTexts("sharing");
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="flex gap-2">
      <TextInput
        readOnly
        aria-label={t("share.address")}
        value={url}
        className={fresh ? "text-12 !border-accent" : "text-12"}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button size="l" variant={fresh ? "primary" : "default"} onClick={() => void copy()}>
        <span aria-live="polite">{t(copied ? "share.copied" : "share.copy")}</span>
      </Button>
    </div>
  );
}
