import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Select } from "#web/ui/select.tsx";

const consents = ["yes", "no", "unknown"] as const;

/** Who said it, what they agreed to, and what it is about. */
export function IdeaAuthor({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const { author } = idea;
  const said = [
    t("author.ideas", { count: author.ideas }),
    author.adopted > 0 && t("author.adopted", { count: author.adopted }),
    author.firstTime && t("author.first"),
    author.networks.length === 0 && t("author.onPage"),
    author.mail && t("author.mail"),
  ].filter((one) => one !== false);
  return (
    <Card title={t("author.title")}>
      <div className="flex items-center gap-3">
        <Avatar
          name={author.name}
          size="l"
          lang={idea.lang}
          badge={author.networks[0] && <NetworkIcon network={author.networks[0]} />}
        />
        <div className="min-w-0">
          <Link
            to="/members/$memberId"
            params={{ memberId: author.memberId }}
            className="block truncate font-strong hover:underline"
          >
            {author.name}
          </Link>
          <p className="text-12 text-text-3">
            {author.networks.length > 0 && `${format.list(author.networks.map(networkName))}; `}
            {said.join(", ")}
          </p>
        </div>
      </div>
      <Agreed idea={idea} />
    </Card>
  );
}

function Agreed({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const refresh = useRefresh();
  const trpc = useTRPC();
  const mayCredit = useMay("idea.credit");
  const credit = useMutation(trpc.ideas.setCredit.mutationOptions({ onSettled: refresh }));
  const options = consents.map((value) => ({ value, label: t(`consent.${value}`) }));
  return (
    <div className="mt-3 grid gap-2.5">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("author.mayName")}>
          {(wiring) => (
            <Select
              {...wiring}
              disabled={!mayCredit}
              value={idea.credit}
              options={options}
              onChange={(mayName) => credit.mutate({ ideaId: idea.id, mayName })}
            />
          )}
        </Field>
        <Field label={t("author.mayMerge")}>
          {(wiring) => (
            <Select
              {...wiring}
              disabled={!mayCredit}
              value={idea.mayMerge}
              options={options}
              onChange={(mayMerge) => credit.mutate({ ideaId: idea.id, mayMerge })}
            />
          )}
        </Field>
      </div>
      {credit.isError && <Problem error={credit.error} />}
      <Topic key={idea.topic} idea={idea} />
    </div>
  );
}

function Topic({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const refresh = useRefresh();
  const may = useMay("idea.edit");
  const [topic, setTopic] = useState(idea.topic ?? "");
  const save = useMutation(useTRPC().ideas.setTopic.mutationOptions({ onSettled: refresh }));
  const changed = topic.trim() !== (idea.topic ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) save.mutate({ ideaId: idea.id, topic: topic.trim() });
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field label={t("author.topic")}>
        {(wiring) => (
          <span className="flex gap-1.5">
            <TextInput
              {...wiring}
              disabled={!may}
              maxLength={60}
              value={topic}
              onChange={(event) => setTopic(event.currentTarget.value)}
            />
            {may && changed && (
              <Button type="submit" size="l" busy={save.isPending}>
                {t("author.topicSave")}
              </Button>
            )}
          </span>
        )}
      </Field>
      {save.isError && <Problem error={save.error} />}
    </form>
  );
}
