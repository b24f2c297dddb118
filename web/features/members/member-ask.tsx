import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { IconInput } from "#web/ui/field.tsx";
import { Card } from "#web/ui/panes.tsx";

/** Whom one could ask about a topic: who was right or helpful before, the most often first. */
export function MemberAsk({ brand, topics }: { brand?: string; topics: string[] }) {
  const { t } = useTexts("members");
  const format = useFormat();
  const [typed, setTyped] = useState(topics[0] ?? "");
  const topic = useDeferredValue(typed.trim());
  const found = useQuery(
    useTRPC().ideas.whomToAsk.queryOptions({ brand, topic }, { enabled: topic.length >= 2, staleTime: 30_000 }),
  );
  return (
    <Card title={t("ask")}>
      <IconInput
        icon={Search}
        type="search"
        aria-label={t("askTopic")}
        placeholder={t("askTopic")}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p className="mt-1 text-12 text-text-3">{t("askHelp")}</p>
      {found.isError && <Problem error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className="mt-1 text-text-2">{t("askNone")}</p>}
      <ul>
        {found.data?.slice(0, 8).map((one) => (
          <li key={one.memberId} className="py-1 [&+&]:border-t [&+&]:border-line">
            <p className="flex gap-2">
              <Link
                to="/members/$memberId"
                params={{ memberId: one.memberId }}
                className="min-w-0 flex-1 truncate font-medium hover:underline"
              >
                {one.name}
              </Link>
              {one.threadId && (
                <Link
                  to="/inbox"
                  search={{ status: "all", thread: one.threadId }}
                  className="shrink-0 text-12 text-accent hover:underline"
                >
                  {t("thread")}
                </Link>
              )}
            </p>
            <p className="text-12 text-text-3">
              {t("knower", {
                right: format.number(one.right),
                helpful: format.number(one.helpful),
                ideas: format.number(one.ideas),
              })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
