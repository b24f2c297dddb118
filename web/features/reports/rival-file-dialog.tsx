import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, useState } from "react";
import type { RivalFileResult } from "#shared/reports/rivals-schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { detailsOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field } from "#web/ui/field.tsx";

type Props = { brand: string; open: boolean; onClose: () => void };

const largest = 4_000_000;

/** Public counts from a file: what went in, and every row that did not, with its line and reason. */
export function RivalFileDialog({ brand, open, onClose }: Props) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [large, setLarge] = useState(false);
  const send = useMutation(
    trpc.reports.importRivals.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.reports.pathFilter()),
    }),
  );
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    send.reset();
    setLarge(file !== undefined && file.size > largest);
    if (file && file.size <= largest) send.mutate({ brand, file: file.name.slice(0, 200), text: await file.text() });
  };
  const close = () => {
    send.reset();
    setLarge(false);
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={t("rivals.import")}
      onOpenChange={(now) => !now && close()}
      footer={
        <Button variant={send.isSuccess ? "primary" : "default"} onClick={close} className="ml-auto">
          {t("rivals.done")}
        </Button>
      }
    >
      <div className="grid gap-3">
        <Field label={t("rivals.importing")} help={t("rivals.importHelp")}>
          {(wiring) => (
            <input
              {...wiring}
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              disabled={send.isPending}
              onChange={(event) => void choose(event)}
              className="rounded-m border border-line-control bg-raised p-1.5 file:mr-2 file:rounded-[5px] file:border file:border-line-strong file:bg-hover file:px-2 file:py-0.5 file:font-medium file:text-text"
            />
          )}
        </Field>
        <pre className="overflow-x-auto rounded-m bg-sunken px-2.5 py-1.5 font-mono text-12">{t("rivals.example")}</pre>
        {large && <p role="alert">{t("rivals.tooLarge")}</p>}
        {send.isError &&
          (detailsOf(send.error).reason === "rival_file" ? (
            <p role="alert" className="text-ask">
              {t("rivals.unreadable")}
            </p>
          ) : (
            <Problem error={send.error} />
          ))}
        {send.data && <Result result={send.data} />}
      </div>
    </Dialog>
  );
}

function Result({ result }: { result: RivalFileResult }) {
  const { t } = useTexts("reportScreens");
  return (
    <div role="status">
      <p className="font-medium">{t("rivals.imported", result)}</p>
      {result.rejected.length > 0 && (
        <>
          <p className="mt-1 text-text-2">{t("rivals.rejected", { count: result.rejected.length })}</p>
          <ul className="scroll-y mt-1 max-h-48 text-12 text-text-2">
            {result.rejected.map((row) => (
              <li key={row.line}>{t("rivals.line", row)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
