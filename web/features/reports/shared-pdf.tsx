import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { MailLanguage } from "#shared/reports/mail-languages.ts";
import type { OutTexts } from "#shared/reports/texts/out-texts.ts";
import { Button } from "#web/ui/button.tsx";
import { saveFile } from "./save-file.ts";

type Link = { token: string; password: string | null; lang: MailLanguage };

/** Saves what a link shows as the PDF that people of the house export, in the language of the page. */
export function SharedPdf({ link, texts }: { link: Link; texts: OutTexts }) {
  const file = useMutation({ mutationFn: save });
  return (
    <>
      <Button size="l" icon={Download} busy={file.isPending} onClick={() => file.mutate(link)}>
        {texts.link.pdf}
      </Button>
      {file.isError && (
        <p role="alert" className="order-last basis-full rounded-m bg-surface px-2.5 py-1.5 text-12">
          {file.error instanceof TooOften
            ? texts.link.tooOften(Math.ceil(file.error.seconds / 60))
            : texts.link.pdfFailed}
        </p>
      )}
    </>
  );
}

class TooOften extends Error {
  seconds: number;
  constructor(seconds: number) {
    super();
    this.seconds = seconds;
  }
}

// The password goes in the body: an address would stay in the browser's history and in the logs of proxies.
async function save(link: Link): Promise<void> {
  const answer = await fetch("/api/reports/shared.pdf", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(link),
  });
  if (answer.status === 429) throw new TooOften(Number(answer.headers.get("retry-after") ?? 60));
  if (!answer.ok) throw new Error(`The PDF was refused with ${answer.status}.`);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  saveFile(await answer.blob(), name ?? "report.pdf");
}
