import { CalendarClock, FileSpreadsheet, FileText, Link2, Palette, Share, Table } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ReportFilter } from "#shared/reports/schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Button } from "#web/ui/button.tsx";
import { Menu, MenuItem, MenuLine, MenuTitle } from "#web/ui/menu.tsx";

const ShareDialog = lazy(() => import("./share-dialog.tsx"));
const MailDialog = lazy(() => import("./mail-dialog.tsx"));
const LookDialog = lazy(() => import("./look-dialog.tsx"));

type Props = { brand: Brand; filter: ReportFilter };
type Window = "share" | "mail" | "look" | null;

/** Every way a report leaves the house, in one menu: files, a link, a mail at its hour. */
export function ExportMenu({ brand, filter }: Props) {
  const { t, language } = useTexts("sharing");
  const [open, setOpen] = useState<Window>(null);
  const [mayShare, mayMail, mayLook] = [useMay("report.share"), useMay("report.schedule"), useMay("report.look")];
  const save = (kind: string) => () => download(addressOf(kind, filter, language));
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        align="end"
        width={320}
        trigger={
          <Button icon={Share} aria-label={t("menu.label")} className="max-sm:w-10 max-sm:px-0">
            <span className="max-sm:hidden">{t("menu.short")}</span>
          </Button>
        }
      >
        <MenuTitle>{t("menu.files")}</MenuTitle>
        <MenuItem icon={FileText} detail={t("menu.pdfWhy")} onSelect={save("pdf")}>
          {t("menu.pdf")}
        </MenuItem>
        <MenuItem icon={FileSpreadsheet} detail={t("menu.xlsxWhy")} onSelect={save("xlsx")}>
          {t("menu.xlsx")}
        </MenuItem>
        <MenuItem icon={Table} detail={t("menu.csvWhy")} onSelect={save("csv")}>
          {t("menu.csv")}
        </MenuItem>
        <MenuItem icon={Table} onSelect={save("posts.csv")}>
          {t("menu.posts")}
        </MenuItem>
        <MenuItem icon={Table} onSelect={save("days.csv")}>
          {t("menu.days")}
        </MenuItem>
        {(mayShare || mayMail || mayLook) && <MenuLine />}
        {mayShare && (
          <MenuItem icon={Link2} detail={t("menu.linkWhy")} onSelect={() => setOpen("share")}>
            {t("menu.link")}
          </MenuItem>
        )}
        {mayMail && (
          <MenuItem icon={CalendarClock} detail={t("menu.mailWhy")} onSelect={() => setOpen("mail")}>
            {t("menu.mail")}
          </MenuItem>
        )}
        {mayLook && (
          <MenuItem icon={Palette} detail={t("menu.lookWhy")} onSelect={() => setOpen("look")}>
            {t("menu.look")}
          </MenuItem>
        )}
      </Menu>
      <Suspense>
        {open === "share" && <ShareDialog brand={brand} filter={filter} onClose={close} />}
        {open === "mail" && <MailDialog brand={brand} onClose={close} />}
        {open === "look" && <LookDialog brand={brand} onClose={close} />}
      </Suspense>
    </>
  );
}

/** The address of a file; what the filter leaves out stays out. */
function addressOf(kind: string, filter: ReportFilter, language: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  if (kind === "pdf") query.set("lang", language);
  return `/api/reports.${kind}?${query}`;
}

function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
