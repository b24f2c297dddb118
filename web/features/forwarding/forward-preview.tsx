import { Lock } from "lucide-react";
import { useState } from "react";
import type { AnswerLanguage } from "#shared/forwarding/department.ts";
import { type ForwardMail, mailParts } from "#shared/forwarding/mail.ts";
import { mailTextsIn } from "#shared/forwarding/texts/in-language.ts";
import { AnswerQuestion } from "#web/features/forwarding/answer-form.tsx";
import { AnswerHead } from "#web/features/forwarding/answer-frame.tsx";
import { InAnswerLanguage, useAnswerTexts } from "#web/features/forwarding/answer-language.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Tabs } from "#web/ui/tabs.tsx";

type Letter = Omit<ForwardMail, "link">;
type Props = { letter: Letter; mail: string; lang: AnswerLanguage };

/** What the department gets, word for word, while the question is being written. */
export function ForwardPreviewPane({ letter: asked, mail, lang, zone }: Props & { zone: string | null }) {
  const letter = { ...asked, timeZone: zone ?? asked.timeZone };
  const { t } = useTexts("forwarding");
  const [shown, setShown] = useState<"mail" | "page">("mail");
  return (
    <aside
      aria-label={t("preview.title")}
      className="border-line bg-sunken px-5 pt-4 pb-5 sm:border-l max-md:border-t max-md:border-l-0"
    >
      <div className="mb-2.5 flex items-center justify-between gap-2 font-medium text-text-2">
        {t("preview.title")}
        <Tabs
          value={shown}
          onChange={setShown}
          label={t("preview.title")}
          tabs={[
            { value: "mail", label: t("preview.mail") },
            { value: "page", label: t("preview.page") },
          ]}
        />
      </div>
      {shown === "mail" ? (
        <MailPreview letter={letter} mail={mail} lang={lang} />
      ) : (
        <PagePreview letter={letter} lang={lang} />
      )}
      <p className="mt-2.5 flex gap-2 text-12 leading-4.5 text-text-3">
        <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-0.5 shrink-0" />
        <span>{t("preview.seen")}</span>
      </p>
    </aside>
  );
}

function MailPreview({ letter, mail, lang }: Props) {
  const { t } = useTexts("forwarding");
  const mailTexts = mailTextsIn(lang);
  const parts = mailParts(letter, mailTexts);
  return (
    <article className="grid gap-2 rounded-l border border-line-strong bg-raised px-4 pt-3.5 pb-4 wrap-anywhere">
      <p className="flex justify-between gap-2 border-b border-line pb-2 text-12">
        <b className="shrink-0">{mailTexts.from(letter.brandName)}</b>
        <span className="truncate text-text-3">{mail ? t("preview.to", { mail }) : t("preview.nobody")}</span>
      </p>
      <h3 className="text-14 leading-5 font-strong">{parts.subject}</h3>
      {letter.question ? (
        <p className="whitespace-pre-line">{letter.question}</p>
      ) : (
        <p className="text-text-3">{t("preview.noQuestion")}</p>
      )}
      {letter.people > 1 && <p className="text-12 text-text-3">{parts.wrote}</p>}
      {parts.quotes.map((quote) => (
        <blockquote
          key={quote.id}
          lang={quote.lang ?? undefined}
          className="border-l-2 border-line-strong pl-2.5 leading-4.5 text-text-2"
        >
          <span className="line-clamp-3 whitespace-pre-line">{quote.text}</span>
          <cite className="block text-12 text-text-3 not-italic">{quote.name}</cite>
          {quote.attachments.map((one) => (
            <span key={`${one.said} ${one.url}`} className="block truncate text-12 text-text-3">
              {one.said}
              {one.url && `, ${new URL(one.url).host}`}
            </span>
          ))}
          {quote.translation && (
            <span lang={quote.translation.lang} className="mt-1 block">
              <span className="block text-12 text-text-3">{quote.translation.by}:</span>
              <span className="line-clamp-3 whitespace-pre-line">{quote.translation.text}</span>
            </span>
          )}
        </blockquote>
      ))}
      {parts.more && <p className="text-12 text-text-3">{parts.more}</p>}
      {parts.post && (
        <p className="line-clamp-2 text-12 text-text-3">
          {mailTexts.underPost}: {parts.post}
        </p>
      )}
      <span className="mt-1 grid h-8 place-items-center rounded-m bg-accent-fill font-medium text-on-fill">
        {mailTexts.button}
      </span>
      {letter.mayReply && <p className="text-12 leading-4.25 text-text-3">{mailTexts.orReply}</p>}
      <p className="text-12 leading-4.25 text-text-3">{parts.until}</p>
      <p className="text-12 text-text-2">{parts.signed}</p>
    </article>
  );
}

type PageProps = { letter: Letter; lang: AnswerLanguage };

const PagePreview = ({ letter, lang }: PageProps) => (
  <InAnswerLanguage lang={lang} timeZone={letter.timeZone}>
    <PageWords letter={letter} />
  </InAnswerLanguage>
);

function PageWords({ letter }: { letter: Letter }) {
  const { t } = useAnswerTexts();
  const { t: say } = useTexts("forwarding");
  const format = useFormat();
  const question = letter.question || say("preview.noQuestion");
  const due = letter.dueAt && `${format.weekday(letter.dueAt)}, ${format.time(letter.dueAt)}`;
  return (
    <article className="overflow-hidden rounded-l border border-line-strong bg-surface">
      <AnswerHead brandName={letter.brandName} due={due} late={false} />
      <div className="grid gap-3 px-4 py-3.5">
        <AnswerQuestion page={{ ...letter, question, askedBy: letter.personName }} />
        <ul className="grid grid-cols-2 gap-2" aria-hidden>
          {(["yes", "no", "more_facts", "not_ours"] as const).map((verdict) => (
            <li
              key={verdict}
              className="grid min-h-9 items-center rounded-[8px] border border-line-control px-2.5 text-12 text-text-2"
            >
              {t(`verdict.${verdict}`)}
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
