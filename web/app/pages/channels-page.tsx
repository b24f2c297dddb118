import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ChannelsAddress, ChannelsScreen } from "#web/features/channels/channels-screen.tsx";

/** What is open on the page stands in its address, so that a mail can lead to the channel it is about. */
export function ChannelsPage() {
  const { brand, ...address } = useSearch({ from: "/shell/channels" });
  const navigate = useNavigate();
  const open = (next: ChannelsAddress) => void navigate({ to: "/channels", search: { brand, ...next } });
  return <ChannelsScreen address={address} onAddress={open} />;
}
