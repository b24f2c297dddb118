import { useQuery } from "@tanstack/react-query";
import { ForwardItem } from "#web/features/forwarding/forward-item.tsx";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";

/** What departments were asked about a thread, with "Try again" and "Withdraw"; nothing when nobody was asked. */
export function ThreadForwards({ threadId }: { threadId: string }) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.forwarding.forThread.queryOptions({ threadId }));
  if (asked.isError) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data || asked.data.length === 0) return null;
  return (
    <ul className="rounded-l border border-line">
      {asked.data.map((forward) => (
        <ForwardItem key={forward.id} forward={forward} />
      ))}
    </ul>
  );
}
