import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { PersonKnowledge } from "#shared/ideas/report-schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { Chip } from "#web/ui/chip.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Card } from "#web/ui/panes.tsx";
import { showToast } from "#web/ui/toast.tsx";

const kinds = ["right", "helpful"] as const;

/** Answers of theirs that somebody marked, and the mark itself. */
export function MemberMarks({ person }: { person: PersonKnowledge }) {
  const { t } = useTexts("members");
  const format = useFormat();
  const may = useMay("member.mark");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const unmark = useMutation(
    trpc.ideas.unmark.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.ideas.pathFilter()) }),
  );
  if (!may && person.marks.length === 0) return null;
  return (
    <Card title={t("marks")}>
      <ul className="empty:hidden">
        {person.marks.map((one) => (
          <li key={one.id} className="flex items-start gap-2 py-1.5 [&+&]:border-t [&+&]:border-line">
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-2">
                <Pill tone="ok">{t(`kinds.${one.kind}`)}</Pill>
                <b className="truncate font-medium">{one.topic}</b>
              </p>
              {one.note && <p className="wrap-anywhere text-text-2">{one.note}</p>}
              <p className="text-12 text-text-3">
                {t("by", { who: one.personName, day: format.day(one.at) })}
                {one.threadId && (
                  <>
                    {" · "}
                    <Link
                      to="/inbox"
                      search={{ status: "all", thread: one.threadId }}
                      className="text-accent underline underline-offset-2"
                    >
                      {t("thread")}
                    </Link>
                  </>
                )}
              </p>
            </div>
            {may && (
              <IconButton
                icon={X}
                size="s"
                label={t("unmark")}
                disabled={unmark.isPending}
                onClick={() => unmark.mutate({ id: one.id })}
              />
            )}
          </li>
        ))}
      </ul>
      {unmark.isError && <Problem error={unmark.error} />}
      {may && <MarkForm memberId={person.memberId} />}
    </Card>
  );
}

function MarkForm({ memberId }: { memberId: string }) {
  const { t } = useTexts("members");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [kind, setKind] = useState<(typeof kinds)[number]>("right");
  const [topic, setTopic] = useState("");
  const [note, setNote] = useState("");
  const mark = useMutation(
    trpc.ideas.mark.mutationOptions({
      onSuccess: () => {
        setTopic("");
        setNote("");
        showToast({ text: t("marked") });
      },
      onSettled: () => queries.invalidateQueries(trpc.ideas.pathFilter()),
    }),
  );
  const ready = topic.trim().length >= 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) mark.mutate({ memberId, kind, topic: topic.trim(), note: note.trim() });
  };
  return (
    <form onSubmit={submit} className="mt-1 grid gap-2 border-t border-line pt-2">
      {/* biome-ignore lint/a11y/useSemanticElements: pressed chips, as everywhere a way is chosen */}
      <div role="group" aria-label={t("markKind")} className="flex items-center gap-1.5">
        <span className="text-12 text-text-3">{t("markKind")}</span>
        {kinds.map((one) => (
          <Chip key={one} on={kind === one} onClick={() => setKind(one)}>
            {t(`kinds.${one}`)}
          </Chip>
        ))}
      </div>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-2">
        <Field label={t("markTopic")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              maxLength={60}
              value={topic}
              onChange={(event) => setTopic(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t("markNote")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      {mark.isError && <Problem error={mark.error} />}
      <Button type="submit" className="justify-self-start" disabled={!ready} busy={mark.isPending}>
        {t("mark")}
      </Button>
    </form>
  );
}
