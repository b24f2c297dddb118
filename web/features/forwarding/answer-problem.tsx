import { longestAnswer } from "#shared/forwarding/schema.ts";
import { useAnswerTexts } from "#web/features/forwarding/answer-language.tsx";
import { codeOf } from "#web/lib/say-error.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Button } from "#web/ui/button.tsx";

/** What went wrong on the answer page, in its language: what is safe and what to do. */
export function AnswerProblem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useAnswerTexts();
  return (
    <div role="alert">
      <Banner
        tone="ask"
        className="text-13"
        action={
          onRetry && (
            <Button size="s" onClick={onRetry}>
              {t("again")}
            </Button>
          )
        }
      >
        {t(`problem.${kindOf(error)}`, { most: longestAnswer })}
      </Banner>
    </div>
  );
}

function kindOf(error: unknown): "tooOften" | "offline" | "tooLong" | "other" {
  const code = codeOf(error);
  if (code === "rate_limited") return "tooOften";
  if (code === "offline") return "offline";
  return code === "too_long" ? "tooLong" : "other";
}
