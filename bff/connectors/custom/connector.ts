import { ask } from "#bff/connectors/ask.ts";
import type { ConnectedAccount, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { replyLimits } from "#shared/channel.ts";
import { customCapabilities, customConnectBy, customMoves } from "./about.ts";
import { customHook } from "./hook.ts";
import { itemOf, readMapping, standardMapping } from "./mapping.ts";
import { movedSource } from "./moved.ts";
import { readNew, readPast, settingsOf } from "./read.ts";
import { findReply, removeReply, sendReply } from "./send.ts";

async function connect(parts: ConnectorParts, input: Record<string, string>): Promise<Outcome<ConnectedAccount>> {
  const { url = "", key = null, sendUrl = null, mapping = standardMapping } = input;
  if (!URL.canParse(url)) return { kind: "refused", reason: `"${url}" is not an address.` };
  const read = readMapping(mapping);
  if ("problem" in read) return { kind: "refused", reason: read.problem };
  const address = new URL(url);
  address.searchParams.set("since", new Date(parts.clock.now().getTime() - 86_400_000).toISOString());
  const outcome = await ask(parts, address.href, { headers: key ? { authorization: `Bearer ${key}` } : {} });
  if (outcome.kind !== "ok") return outcome;
  const { host, origin, pathname } = new URL(url);
  return {
    kind: "ok",
    value: {
      externalId: `${origin}${pathname}`,
      handle: host,
      name: input.name?.trim() || host,
      url: origin,
      credentials: { key, url },
      settings: { url, sendUrl, mapping },
    },
  };
}

/** Any source that lists its comments as JSON, pushes them signed, or both; with an address for answers it takes those too. */
export function createCustom(parts: ConnectorParts): Connector {
  return {
    network: "custom",
    capabilities: customCapabilities,
    connectBy: customConnectBy,
    replyLimit: () => replyLimits.custom,
    connect: (input) => connect(parts, input),
    move: { says: customMoves, judge: (before, account) => movedSource(parts, before, account) },
    sync: (access, cursor) => readNew(parts, access, cursor),
    backfill: (access, until, cursor) => readPast(parts, access, until, cursor),
    send: (access, reply) => sendReply(parts, access, reply),
    findSent: (access, reply) => findReply(parts, access, reply),
    remove: (access, externalId) => removeReply(parts, access, externalId),
    hook: customHook,
    reread: (raw, access) => [itemOf(JSON.parse(raw), settingsOf(access).mapping, parts.clock.iso())],
  };
}
