import { expect, it } from "vitest";
import { createBluesky } from "#bff/connectors/bluesky/connector.ts";
import { connectors } from "#bff/connectors/registry.ts";
import { systemClock } from "#bff/platform/clock.ts";
import { readConfig } from "#bff/platform/config.ts";

it("speaks for a channel of the demo through the sandbox only, and for nobody on a network it does not know", () => {
  const read = readConfig({});
  if ("problem" in read) throw new Error(read.problem);
  const parts = { config: read.config, clock: systemClock };
  const sandbox = createBluesky({ fetch, clock: systemClock });
  const { connectorFor } = connectors({ ...parts, sandbox });
  expect(connectorFor("bluesky", { sandbox: true })).toBe(sandbox);
  expect(connectorFor("sandbox", {})).toBe(sandbox);
  expect(connectorFor("bluesky", {})).not.toBe(sandbox);
  expect(connectorFor("bluesky", {})?.network).toBe("bluesky");
  expect(connectorFor("file", {})).toBeNull();
  expect(connectors({ ...parts, sandbox: null }).connectorFor("bluesky", { sandbox: true })).toBeNull();
});
