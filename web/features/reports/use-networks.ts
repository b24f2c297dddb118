import { useQuery } from "@tanstack/react-query";
import type { Network } from "#shared/channel.ts";
import { useTRPC } from "#web/lib/trpc.ts";

/** The networks a brand is on, in the order of its channels. */
export function useNetworks(brand: string): Network[] {
  const trpc = useTRPC();
  const channels = useQuery(trpc.channels.list.queryOptions({ brand })).data ?? [];
  return [...new Set(channels.map((one) => one.network))];
}
