import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cx } from "./cx.ts";
import { useWords } from "./words.ts";

type Props = {
  what: ReactNode;
  safe: ReactNode;
  todo: ReactNode;
  onRetry?: () => void;
  action?: ReactNode;
  className?: string;
};

/** Beside the thing that failed: what failed, what is safe, what to do. */
export function ErrorState({ what, safe, todo, onRetry, action, className }: Props) {
  const words = useWords();
  return (
    <div
      role="alert"
      className={cx("flex gap-2.5 rounded-m border border-ask-line bg-ask-soft px-3 py-2.5", className)}
    >
      <CircleAlert aria-hidden size={16} strokeWidth={1.5} className="mt-0.5 shrink-0 text-ask" />
      <div className="grid min-w-0 gap-0.5">
        <p className="font-medium text-ask">{what}</p>
        <p className="text-text-2">
          {safe} {todo}
        </p>
        {(onRetry || action) && (
          <p className="mt-1.5 flex flex-wrap gap-1.5">
            {onRetry && (
              <Button size="s" onClick={onRetry}>
                {words.tryAgain}
              </Button>
            )}
            {action}
          </p>
        )}
      </div>
    </div>
  );
}
