import { useQuery } from "@tanstack/react-query";
import { ChevronDown, PenLine } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Popover } from "#web/ui/popover.tsx";
import { showToast } from "#web/ui/toast.tsx";
import type { Draft } from "./draft.ts";

type Props = { threadId: string; draft: Draft; lang: string | null; onText: (text: string) => void };

const wishes = ["shorter", "warmer", "plainer"] as const;

/** Has a model of the house's own draft an answer or rewrite it; without one there is no button. */
export function ModelDraft(props: Props) {
  const { t } = useTexts("replies");
  const model = useQuery(useTRPC().replies.model.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY })).data;
  const [open, setOpen] = useState(false);
  if (!model) return null;
  const trigger = (
    <Button variant="plain" size="s" icon={PenLine}>
      {t("model.button")}
      <ChevronDown aria-hidden size={12} strokeWidth={1.75} className="-mr-0.5 shrink-0 text-text-3" />
    </Button>
  );
  return (
    <Popover trigger={trigger} open={open} onOpenChange={setOpen} align="end" side="top" className="w-84 p-3">
      <WishForm {...props} name={model.name} host={model.host} onDone={() => setOpen(false)} />
    </Popover>
  );
}

function WishForm({
  threadId,
  draft,
  lang,
  onText,
  name,
  host,
  onDone,
}: Props & { name: string; host: string; onDone: () => void }) {
  const { t } = useTexts("replies");
  const [wish, setWish] = useState("");
  const { ask, busy, error } = useAsking(threadId, draft, lang, (text) => {
    onDone();
    onText(text);
  });
  const has = draft.text.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void ask(has, wish);
  };
  return (
    <form onSubmit={submit} className="grid gap-2.5">
      <h3 className="font-strong break-words">{t("model.title", { name })}</h3>
      <Field label={t("model.wish")} help={t("model.wishHint")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            autoFocus
            maxLength={500}
            value={wish}
            onChange={(event) => setWish(event.currentTarget.value)}
          />
        )}
      </Field>
      {has && (
        <p className="flex flex-wrap gap-1.5">
          {wishes.map((each) => (
            <Button key={each} size="s" disabled={busy} onClick={() => void ask(true, t(`model.${each}`))}>
              {t(`model.${each}`)}
            </Button>
          ))}
        </p>
      )}
      {error !== null && <Problem error={error} />}
      <p className="text-12 text-text-3">{t("model.leaves", { host })}</p>
      <p className="flex flex-wrap justify-end gap-1.5">
        {has && (
          <Button disabled={busy} onClick={() => void ask(false, wish)}>
            {t("model.draft")}
          </Button>
        )}
        <Button type="submit" variant="primary" busy={busy}>
          {has ? t("model.rewrite") : t("model.draft")}
        </Button>
      </p>
    </form>
  );
}

function useAsking(threadId: string, draft: Draft, lang: string | null, onText: (text: string) => void) {
  const { t } = useTexts("replies");
  const api = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ask = async (rewrite: boolean, wish: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const { text, replaced } = await api.replies.draft.mutate({
        threadId,
        templateId: draft.templateId,
        lang,
        text: rewrite ? draft.text : null,
        wish: wish.trim() || null,
      });
      onText(text);
      showToast({ text: t("model.done", { count: replaced }) });
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return { ask, busy, error };
}
