import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { capabilityDocument } from "#bff/connectors/capability-table.ts";
import { allConnectors } from "#bff/connectors/registry.ts";
import { systemClock } from "#bff/platform/clock.ts";
import { ActKind, supports } from "#shared/channels/capabilities.ts";

const networks = allConnectors({ fetch, fetchStream: fetch, clock: systemClock });

it("stands in the docs as the connectors have it", () => {
  const written = readFileSync(new URL("../../docs/channels.md", import.meta.url), "utf8");
  expect(written, "npm run konak -- capabilities --write").toBe(capabilityDocument(networks));
});

it.each(networks.map((one) => [one.network, one] as const))("claims for %s what its connector has", (_, one) => {
  const { actions, arrives, brings, metrics } = one.capabilities;
  expect(ActKind.options.some((action) => supports(actions[action]))).toBe(one.act !== undefined);
  expect(supports(arrives.webhook)).toBe(one.hook !== undefined);
  expect(supports(arrives.stream)).toBe(one.stream !== undefined);
  expect(supports(brings.history)).toBe(one.backfill !== undefined);
  expect(supports(brings.olderCounts)).toBe(one.counts !== undefined);
  expect(one.capabilities.underOwnPosts.filter((action) => !supports(actions[action]))).toEqual([]);
  expect(arrives.poll).toBe(true);
  for (const call of Object.values(metrics)) if (call) expect(call).toMatch(/[./ ]/);
  const names = one.connectBy.fields.map((field) => field.name);
  expect(new Set(names).size).toBe(names.length);
});
