import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ThreadView } from "#shared/inbox/schema.ts";
import type { CheckGround as GroundView } from "#shared/replies/ground.ts";
import type { EarlierIndex } from "#shared/replies/nearest.ts";
import type { EarlierWindow } from "#shared/replies/window.ts";
import type { Api } from "#web/lib/trpc.ts";
import { useTRPCClient } from "#web/lib/trpc.ts";

/** What a brand's drafts are judged by, ready for the check. */
export type Ground = {
  engine: typeof import("./check-engine.ts")["engine"];
  view: Omit<GroundView, "earlier" | "onTheirWay" | "gone">;
  window: EarlierWindow;
  earlier: EarlierIndex;
  /** texts of the last ten replies, newest first */
  recent: string[];
  /** the passages of templates that do not count; with other ones the window is read anew */
  legal: readonly string[];
};

// Named like the procedure's own queries, so that a hint of the live stream has it topped up.
const keyOf = (brandId: string) => [["replies", "ground"], brandId] as const;

/** What a brand's drafts are judged by: the window once, then only what was sent since, whoever sent it. */
export function useGround(thread: ThreadView, wanted: boolean) {
  const api = useTRPCClient();
  const queries = useQueryClient();
  return useQuery({
    queryKey: keyOf(thread.brandId),
    enabled: wanted,
    staleTime: 30_000,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    queryFn: () => readGround(api, thread.id, queries.getQueryData<Ground>(keyOf(thread.brandId))),
  });
}

async function readGround(api: Api, threadId: string, before: Ground | undefined): Promise<Ground> {
  const cursor = before?.view.cursor ?? null;
  const [{ engine }, ground] = await Promise.all([
    import("./check-engine.ts"),
    api.replies.ground.query({ threadId, cursor }),
  ]);
  const legal = engine.legalPassages(ground.templates);
  if (before && !ground.whole && before.legal.join("\n") !== legal.join("\n"))
    return readGround(api, threadId, undefined);
  const { earlier, onTheirWay, gone, ...view } = ground;
  const window = await engine.fill(ground.whole ? null : (before?.window ?? null), earlier, legal);
  for (const id of gone) window.remove(id);
  return {
    engine,
    view,
    window,
    legal,
    earlier: engine.withPending(window, engine.buildEarlierIndex(onTheirWay, undefined, legal)),
    recent: [...onTheirWay, ...window.newest(10)].slice(0, 10).map((reply) => reply.text),
  };
}

/** Has what was just sent counted as an earlier answer from now on. */
export const topUpGround = (queries: QueryClient, brandId: string): Promise<void> =>
  queries.invalidateQueries({ queryKey: keyOf(brandId) });
