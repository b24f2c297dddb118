import { useNavigate, useSearch } from "@tanstack/react-router";
import { ChannelsScreen } from "#web/features/channels/channels-screen.tsx";

/** `connect` in the address opens the form: `bluesky` a new channel, an id the one to reconnect. */
export function ChannelsPage() {
  const { brand, connect } = useSearch({ from: "/shell/channels" });
  const navigate = useNavigate();
  const open = (what: string | null) =>
    void navigate({ to: "/channels", search: { brand, connect: what ?? undefined } });
  return <ChannelsScreen connecting={connect ?? null} onConnect={open} />;
}
