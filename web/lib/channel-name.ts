import type { Brand } from "#shared/team/schema.ts";
import { networkName } from "#web/ui/network-icon.tsx";

type Named = { name: string; network: string; brandId: string };

/** What a channel is called beside others: its network, unless it has a name of its own that is not the brand's. */
export function channelName(channel: Named, brands: Brand[]): string {
  const brand = brands.find((one) => one.id === channel.brandId);
  return channel.name && channel.name !== brand?.name ? channel.name : networkName(channel.network);
}
