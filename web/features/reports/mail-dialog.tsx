import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { ScheduleView } from "#shared/reports/sharing-schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { MailForm } from "./mail-form.tsx";
import { MailRow } from "./mail-row.tsx";

type Props = { brand: Brand; onClose: () => void };

/** Reports that go out by themselves: the list, or one of them being written. */
export default function MailDialog({ brand, onClose }: Props) {
  const { t } = useTexts("sharing");
  const trpc = useTRPC();
  const schedules = useQuery(trpc.reports.schedules.queryOptions({ brand: brand.slug }));
  const [editing, setEditing] = useState<ScheduleView | "new" | null>(null);
  const folder = schedules.data?.folder;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("mail.title")}
      width={600}
      footer={
        editing === null && (
          <Button variant="primary" size="l" icon={Plus} onClick={() => setEditing("new")}>
            {t("mail.add")}
          </Button>
        )
      }
    >
      {editing === null && <p className="text-text-2">{t("mail.about", { brand: brand.name })}</p>}
      {folder && <Banner tone="hint">{t("mail.folder", { folder })}</Banner>}
      {schedules.isError && <Problem error={schedules.error} onRetry={() => void schedules.refetch()} />}
      {editing !== null && (
        <MailForm brand={brand} schedule={editing === "new" ? null : editing} onDone={() => setEditing(null)} />
      )}
      {editing === null && schedules.data && (
        <ul>
          {schedules.data.items.map((schedule) => (
            <MailRow key={schedule.id} schedule={schedule} onEdit={() => setEditing(schedule)} />
          ))}
          {schedules.data.items.length === 0 && <li className="text-12 text-text-3">{t("mail.none")}</li>}
        </ul>
      )}
    </Dialog>
  );
}
