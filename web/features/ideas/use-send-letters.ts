import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { codeOf, detailsOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { showToast } from "#web/ui/toast.tsx";

export type Alike = { otherId: string; similarity: number };
type Pair = Alike & { id: string };

/** Sends letters; what the server asks about first comes back as reasons beside each letter. */
export function useSendLetters() {
  const { t } = useTexts("calls");
  const refresh = useRefresh();
  const send = useMutation(
    useTRPC().calls.sendLetters.mutationOptions({
      onSuccess: ({ sent }) => {
        if (sent > 0) showToast({ text: t("letters.sent", { count: sent }) });
      },
      onSettled: refresh,
    }),
  );
  const asks = send.isError && codeOf(send.error) === "needs_confirmation";
  const details = asks ? (detailsOf(send.error) as { alike?: Pair[]; echoes?: string[] }) : {};
  return {
    run: (letters: { id: string; text: string }[], confirm: boolean) => send.mutate({ letters, confirm }),
    busy: send.isPending,
    asks,
    alike: alikeOf(details.alike ?? []),
    echoes: new Set(details.echoes ?? []),
    notSent: send.data?.notSent ?? [],
    error: asks ? null : send.error,
    reset: () => send.reset(),
  };
}

/** Each pair counts for both of its letters, the most alike first. */
export function alikeOf(pairs: readonly Pair[]): Map<string, Alike[]> {
  const byLetter = new Map<string, Alike[]>();
  const put = (id: string, one: Alike) => byLetter.set(id, [...(byLetter.get(id) ?? []), one]);
  for (const { id, otherId, similarity } of [...pairs].sort((a, b) => b.similarity - a.similarity)) {
    put(id, { otherId, similarity });
    put(otherId, { otherId: id, similarity });
  }
  return byLetter;
}
