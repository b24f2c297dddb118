import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Ellipsis, ExternalLink, Link2, OctagonX, Pencil, RotateCcw } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import { ReopenDialog } from "#web/features/ideas/reopen-dialog.tsx";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Menu, MenuItem } from "#web/ui/menu.tsx";
import { showToast } from "#web/ui/toast.tsx";

const CloseDialog = lazy(() =>
  import("#web/features/ideas/close-dialog.tsx").then((part) => ({ default: part.CloseDialog })),
);

/** What one can do with the call as a whole. */
export function CallActs({ call }: { call: CallView }) {
  const { t } = useTexts("calls");
  const mayClose = useMay("call.close");
  const maySave = useMay("call.save");
  const [open, setOpen] = useState<"close" | "reopen" | null>(null);
  const atWork = call.state === "open" || call.state === "deciding";
  const close = () => setOpen(null);
  return (
    <>
      {call.publicUrl && (
        <a
          href={call.publicUrl}
          target="_blank"
          rel="noreferrer"
          className={buttonClass("plain", "m", "max-md:hidden")}
        >
          <ExternalLink aria-hidden size={16} strokeWidth={1.5} />
          {t("acts.page")}
        </a>
      )}
      {maySave && call.state !== "closed" && (
        <Link
          to="/calls/$callId/brief"
          params={{ callId: call.id }}
          className={buttonClass("plain", "m", "max-md:hidden")}
        >
          <Pencil aria-hidden size={16} strokeWidth={1.5} />
          {t("acts.brief")}
        </Link>
      )}
      {mayClose && atWork && (
        <Button className="max-sm:hidden" onClick={() => setOpen("close")}>
          {t("acts.close")}
        </Button>
      )}
      <MoreActs call={call} onOpen={setOpen} />
      {open === "close" && (
        <Suspense fallback={null}>
          <CloseDialog call={call} onClose={close} />
        </Suspense>
      )}
      {open === "reopen" && <ReopenDialog call={call} onClose={close} />}
    </>
  );
}

type MoreProps = { call: CallView; onOpen: (open: "close" | "reopen") => void };

function MoreActs({ call, onOpen }: MoreProps) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const refresh = useRefresh();
  const mayPublish = useMay("call.publish");
  const mayClose = useMay("call.close");
  const maySave = useMay("call.save");
  const stop = useMutation(
    useTRPC().calls.stop.mutationOptions({
      onSuccess: () => showToast({ text: t("acts.stopped") }),
      onSettled: refresh,
    }),
  );
  const { publicUrl } = call;
  const copy = async () => {
    await navigator.clipboard.writeText(publicUrl ?? "");
    showToast({ text: t("acts.copied") });
  };
  return (
    <>
      <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t("acts.more")} />}>
        {publicUrl && (
          <MenuItem icon={ExternalLink} onSelect={() => window.open(publicUrl, "_blank", "noreferrer")}>
            {t("acts.page")}
          </MenuItem>
        )}
        {publicUrl && (
          <MenuItem icon={Link2} onSelect={() => void copy()}>
            {t("acts.copy")}
          </MenuItem>
        )}
        {maySave && call.state !== "closed" && <BriefItem callId={call.id} />}
        {mayPublish && call.state === "open" && (
          <MenuItem icon={OctagonX} onSelect={() => stop.mutate({ callId: call.id })}>
            {t("acts.stop")}
          </MenuItem>
        )}
        {mayPublish && (call.state === "deciding" || call.state === "closed") && (
          <MenuItem icon={RotateCcw} onSelect={() => onOpen("reopen")}>
            {t("acts.reopen")}
          </MenuItem>
        )}
        {mayClose && (call.state === "open" || call.state === "deciding") && (
          <MenuItem onSelect={() => onOpen("close")}>{t("acts.close")}</MenuItem>
        )}
      </Menu>
      {stop.isError && (
        <Dialog open onOpenChange={() => stop.reset()} title={t("acts.stop")}>
          <Problem error={stop.error} action={<Button onClick={() => stop.reset()}>{say("close")}</Button>} />
        </Dialog>
      )}
    </>
  );
}

function BriefItem({ callId }: { callId: string }) {
  const { t } = useTexts("calls");
  const navigate = useNavigate();
  return (
    <MenuItem icon={Pencil} onSelect={() => void navigate({ to: "/calls/$callId/brief", params: { callId } })}>
      {t("acts.brief")}
    </MenuItem>
  );
}
