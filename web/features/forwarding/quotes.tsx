import { ChevronDown, Quote as QuoteMark } from "lucide-react";
import type { Quote } from "#shared/forwarding/schema.ts";
import type { Translation } from "#shared/forwarding/translation.ts";
import { useAnswerTexts } from "#web/features/forwarding/answer-language.tsx";
import { useFormat } from "#web/lib/format.ts";
import { Attachment } from "#web/ui/attachment.tsx";
import { Tag } from "#web/ui/badge.tsx";

type Props = { quotes: Quote[]; people: number; post: string | null; brandName: string };

/** What the community wrote, folded away so that the question stands first. */
export function Quotes({ quotes, people, post, brandName }: Props) {
  const { t } = useAnswerTexts();
  if (quotes.length === 0 && !post) return null;
  const said = quotes.length > 0 && t("wrote", { count: quotes.length });
  const title = said
    ? [people > 1 && t("people", { count: people }), said, post && t("andPost")].filter(Boolean).join(", ")
    : t("post", { brand: brandName });
  return (
    <details className="group rounded-l border border-line-strong">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2.5 px-3 font-medium [&::-webkit-details-marker]:hidden">
        <QuoteMark aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-text-3" />
        <span className="min-w-0 flex-1">{title}</span>
        <ChevronDown aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-text-3 group-open:rotate-180" />
      </summary>
      <ul>
        {quotes.map((quote) => (
          <QuoteItem key={quote.id} quote={quote} />
        ))}
        {post && (
          <li className="border-t border-line px-3 py-2.5">
            <p className="text-12 text-text-3">{t("post", { brand: brandName })}</p>
            <p className="wrap-anywhere whitespace-pre-line">{post}</p>
          </li>
        )}
      </ul>
    </details>
  );
}

/** The words in the department's language, always under the original and with who made them. */
function Translated({ translation: { lang, text, person, model } }: { translation: Translation }) {
  const { t } = useAnswerTexts();
  const by = person && model ? "both" : person ? "person" : "model";
  return (
    <div className="mt-1.5 border-l-2 border-line-strong pl-2.5">
      <p className="text-12 text-text-3">{t(`translated.${by}`, { person: person ?? "", model: model ?? "" })}</p>
      <p lang={lang} className="wrap-anywhere whitespace-pre-line">
        {text}
      </p>
    </div>
  );
}

function QuoteItem({ quote }: { quote: Quote }) {
  const { t } = useAnswerTexts();
  const format = useFormat();
  return (
    <li className="border-t border-line px-3 py-2.5">
      <p className="flex items-center gap-1.5">
        <b>{quote.name}</b>
        {quote.lang && <Tag title={format.language(quote.lang)}>{quote.lang.slice(0, 2).toUpperCase()}</Tag>}
        <time dateTime={quote.sentAt} className="ml-auto text-12 text-text-3">
          {format.weekday(quote.sentAt)}, {format.time(quote.sentAt)}
        </time>
      </p>
      <p lang={quote.lang ?? undefined} className="wrap-anywhere whitespace-pre-line">
        {quote.text}
      </p>
      {quote.attachments.length > 0 && (
        <ul className="mt-1 grid gap-0.5">
          {quote.attachments.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two pictures without a name are told apart by nothing else
            <li key={at} className="flex min-w-0">
              <Attachment kind={one.kind} label={t(`attachment.${one.kind}`)} name={one.name} url={one.url} />
            </li>
          ))}
        </ul>
      )}
      {quote.translation && <Translated translation={quote.translation} />}
    </li>
  );
}
