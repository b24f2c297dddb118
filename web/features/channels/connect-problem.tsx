import { useEffect, useRef } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { codeOf, detailsOf, sayError } from "#web/lib/say-error.ts";
import { ErrorState } from "#web/ui/error-state.tsx";

/** What kept a channel from being connected, with the network's own reason where it gave one. */
export function ConnectProblem({ error }: { error: unknown }) {
  const ref = useRef<HTMLDivElement>(null);
  // It may stand below the fold of a long form; whoever pressed the button has to see it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new error is shown anew
  useEffect(() => ref.current?.scrollIntoView({ block: "nearest" }), [error]);
  return (
    <div ref={ref}>
      <Sentence error={error} />
    </div>
  );
}

function Sentence({ error }: { error: unknown }) {
  const { t } = useTexts("channels");
  const code = codeOf(error);
  const { reason } = detailsOf(error);
  const why = typeof reason === "string" ? reason : "";
  if (reason === "no_app") return <ErrorState what={t("problem.app")} safe={t("problem.keySafe")} todo="" />;
  if (reason === "other_account") return <ErrorState what={t("back.other_account")} safe="" todo="" />;
  if (reason === "connected_already")
    return (
      <ErrorState
        what={t("again.connectedAlready")}
        safe={t("again.connectedAlreadySafe")}
        todo={t("again.connectedAlreadyTodo")}
      />
    );
  if (code === "wrong_password")
    return <ErrorState what={t("problem.key")} safe={why || t("problem.keySafe")} todo={t("problem.again")} />;
  if (code === "invalid_input" && why)
    return <ErrorState what={t("problem.refused")} safe={why} todo={t("problem.again")} />;
  if (code === "network_unreachable" && why) {
    const { what, todo } = sayError(error);
    return <ErrorState what={what} safe={why} todo={todo} />;
  }
  return <Problem error={error} />;
}
