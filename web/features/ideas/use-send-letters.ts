import { useMutation } from "@tanstack/react-query";
import type { LetterReasons, LetterWords } from "#shared/ideas/letters.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { codeOf, detailsOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { showToast } from "#web/ui/toast.tsx";

/** Sends letters; `onAsked` gets what the server found to be in need of another word. */
export function useSendLetters(onAsked: (found: LetterReasons[], letters: readonly LetterWords[]) => void) {
  const { t } = useTexts("calls");
  const refresh = useRefresh();
  const send = useMutation(
    useTRPC().calls.sendLetters.mutationOptions({
      onSuccess: ({ sent, already }) => {
        if (sent > 0) showToast({ text: t("letters.sent", { count: sent }) });
        else if (already > 0) showToast({ text: t("letters.already", { count: already }) });
      },
      onError: (error, { letters }) => {
        if (codeOf(error) !== "needs_confirmation") return;
        const found = (detailsOf(error) as { letters?: LetterReasons[] }).letters ?? [];
        onAsked(
          found,
          letters.map((letter) => ({ fired: [], ...letter })),
        );
      },
      onSettled: refresh,
    }),
  );
  return {
    run: (letters: LetterWords[], overrideReason: string | null, onSent?: () => void) =>
      send.mutate({ letters, overrideReason }, { onSuccess: onSent }),
    busy: send.isPending,
    asked: send.isError && codeOf(send.error) === "needs_confirmation",
    notSent: send.data?.notSent ?? [],
    error: send.isError && codeOf(send.error) !== "needs_confirmation" ? send.error : null,
  };
}
