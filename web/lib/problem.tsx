import type { ReactNode } from "react";
import { sayError } from "#web/lib/say-error.ts";
import { ErrorState } from "#web/ui/error-state.tsx";

type Props = { error: unknown; onRetry?: () => void; action?: ReactNode; className?: string };

/** An error of the server beside the thing that failed, in the person's language. */
export function Problem({ error, ...rest }: Props) {
  const { what, safe, todo } = sayError(error);
  return <ErrorState what={what} safe={safe} todo={todo} {...rest} />;
}
