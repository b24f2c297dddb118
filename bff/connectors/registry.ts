import { createBluesky } from "#bff/connectors/bluesky/connector.ts";
import type { Connector } from "#bff/connectors/connector.ts";
import type { App } from "#bff/platform/context.ts";
import { fetchSafely } from "#bff/platform/fetch-safely.ts";

/**
 * Which connector speaks for a channel. The sandbox network is handed in by whoever starts Konak, and serves only
 * channels that say so; networks without a connector only ever hold what was imported.
 */
export function connectors(parts: Pick<App, "config" | "clock"> & { sandbox: Connector | null }): App["connectorFor"] {
  const bluesky = createBluesky({ fetch: fetchSafely(parts.config), clock: parts.clock });
  return (network, settings) => {
    if (settings.sandbox || network === "sandbox") return parts.sandbox;
    return network === "bluesky" ? bluesky : null;
  };
}
