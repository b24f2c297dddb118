import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MessageAction } from "#shared/channels/acts.ts";
import { type Outputs, useTRPC } from "#web/lib/trpc.ts";

export type Act = Outputs["channels"]["acts"]["acts"][number];
/** A message as far as acting on it goes. */
export type ActMessage = { id: string; author: "member" | "brand" | "other"; authorName: string; text: string };

const undoneBy: Partial<Record<MessageAction, MessageAction>> = { like: "unlike", hide: "unhide", mute: "unmute" };
const undoes: Partial<Record<MessageAction, MessageAction>> = { unlike: "like", unhide: "hide", unmute: "mute" };

/** What can be done to a message now: of a pair (like and unlike) only the one that makes a difference. */
export function offered(actions: MessageAction[], acts: Act[], hidden: boolean): MessageAction[] {
  const last = (action: MessageAction): MessageAction | null =>
    acts.findLast((act) => act.status === "done" && (act.action === action || act.action === undoneBy[action]))
      ?.action ?? null;
  return actions.filter((action) => {
    if (action === "hide") return !hidden;
    if (action === "unhide") return hidden;
    const before = undoes[action];
    if (before) return last(before) === before;
    return undoneBy[action] === undefined || last(action) !== action;
  });
}

/** Actions and acts of one thread, asked for once however many messages show them. */
export function useThreadActs(threadId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const query = useQuery(trpc.channels.acts.queryOptions({ threadId }));
  const again = {
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.channels.acts.queryFilter({ threadId })),
        queries.invalidateQueries({ queryKey: trpc.inbox.thread.pathKey() }),
      ]),
  };
  const act = useMutation(trpc.channels.act.mutationOptions(again));
  const settle = useMutation(trpc.channels.settleAct.mutationOptions(again));
  return { known: query.data, act, settle };
}
