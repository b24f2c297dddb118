import { useQuery } from "@tanstack/react-query";
import { DecideBox } from "#web/features/ideas/decide-box.tsx";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { SkeletonRows } from "#web/ui/skeleton.tsx";

/** The decision below a row, with the whole text of the idea above it: nobody decides from a headline. */
export function DecideRow({ ideaId, onDone }: { ideaId: string; onDone: () => void }) {
  const idea = useQuery(useTRPC().ideas.get.queryOptions({ ideaId }));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 pr-3 pb-3 pl-20 max-sm:pl-3">
      {idea.isError && <Problem error={idea.error} onRetry={() => void idea.refetch()} />}
      {idea.isPending && <SkeletonRows count={1} height={64} />}
      {idea.data && (
        <>
          <p
            lang={idea.data.lang ?? undefined}
            className="line-clamp-6 border-l-2 border-line-strong pl-2.5 whitespace-pre-line text-text-2 wrap-anywhere"
          >
            {idea.data.text}
          </p>
          <DecideBox idea={idea.data} onDone={onDone} />
        </>
      )}
    </div>
  );
}
