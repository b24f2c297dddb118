import { EyeOff, Mail, Pencil, Trash2, Users } from "lucide-react";
import type { ReactNode } from "react";
import type { Network } from "#shared/channel.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Attachment } from "#web/ui/attachment.tsx";
import { Avatar } from "#web/ui/avatar.tsx";
import { Pill, Tag } from "#web/ui/badge.tsx";
import { cx } from "#web/ui/cx.ts";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { type EntryOf, Moment } from "./moment.tsx";

const indents = ["", "ml-10.5 max-sm:ml-5", "ml-21 max-sm:ml-10", "ml-26 max-sm:ml-12"];

/** A menu beside when it was said, and what was done to it below. */
export type MessageParts = { menu: ReactNode; lines: ReactNode };

/** One comment, mention or answer, moved in by how deep it stands in the conversation. */
type Props = { entry: EntryOf<"message">; network: Network; acts: MessageParts };

export function MessageEntry({ entry, network, acts }: Props) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const ours = entry.author === "brand";
  const name = entry.authorName || entry.authorHandle || t("thread.unnamed");
  return (
    <article
      data-message={entry.id}
      tabIndex={-1}
      className={cx(
        "grid grid-cols-[30px_minmax(0,1fr)] gap-x-3",
        entry.depth === 0 ? "mt-3.5" : "mt-2.5",
        indents[Math.min(entry.depth, indents.length - 1)],
      )}
    >
      <Avatar name={name} lang={entry.lang} badge={<NetworkIcon network={network} />} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-1.5 leading-4.5">
          <b className="max-w-full truncate" title={entry.authorHandle}>
            {name}
          </b>
          {ours ? (
            <Pill className="!h-4.5">
              {entry.personName ? t("thread.byPerson", { name: entry.personName }) : t("thread.elsewhere")}
            </Pill>
          ) : (
            entry.lang && <Tag title={format.language(entry.lang)}>{entry.lang.toUpperCase()}</Tag>
          )}
          {entry.url ? (
            <a href={entry.url} target="_blank" rel="noreferrer noopener" className="hover:underline">
              <Moment at={entry.at} />
            </a>
          ) : (
            <Moment at={entry.at} />
          )}
          <Marks entry={entry} />
          {entry.parentMissing && <span className="text-12 text-text-3">{t("thread.parentMissing")}</span>}
          {!entry.deletedAt && acts.menu}
        </p>
        {(entry.text || !entry.deletedAt) && (
          <p
            data-text
            lang={entry.lang ?? undefined}
            className={cx(
              "mt-px max-w-[68ch] text-14 break-words whitespace-pre-wrap",
              (entry.deletedAt || entry.hiddenAt || !entry.text) && "text-text-3",
            )}
          >
            {entry.text || t("thread.noText")}
          </p>
        )}
        {entry.attachments.length > 0 && (
          <ul className="mt-1 grid gap-0.5" aria-label={t("thread.attached")}>
            {entry.attachments.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two pictures without a name are told apart by nothing else
              <li key={at} className="flex min-w-0">
                <Attachment kind={one.kind} label={t(`thread.attachment.${one.kind}`)} name={one.name} url={one.url} />
              </li>
            ))}
          </ul>
        )}
        {!entry.deletedAt && acts.lines}
      </div>
    </article>
  );
}

function Marks({ entry }: { entry: EntryOf<"message"> }) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const { audience } = entry;
  return (
    <>
      {(audience === "private" || audience === "followers") && (
        <Pill tone="hint" icon={audience === "private" ? Mail : Users} className="!h-4.5">
          <span title={t(`thread.audienceTitle.${audience}`)}>{t(`thread.audience.${audience}`)}</span>
        </Pill>
      )}
      {entry.editedAt && (
        <Pill icon={Pencil} className="!h-4.5">
          {t("thread.edited", { time: format.full(entry.editedAt) })}
        </Pill>
      )}
      {entry.deletedAt && (
        <Pill icon={Trash2} className="!h-4.5">
          {t("thread.deleted", { time: format.full(entry.deletedAt) })}
        </Pill>
      )}
      {entry.hiddenAt && (
        <Pill icon={EyeOff} className="!h-4.5">
          {t("thread.hidden")}
        </Pill>
      )}
    </>
  );
}
