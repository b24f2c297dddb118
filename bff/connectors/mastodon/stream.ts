import type { ChannelAccess, ConnectorParts } from "#bff/connectors/connector.ts";
import type { StreamNews } from "#bff/connectors/inbound.ts";
import { addressOf, Credentials } from "./api.ts";

const interesting = new Set(["notification", "update", "status.update", "delete"]);

/**
 * The server's own stream of the account (server-sent events). What comes says only that something happened: reading it
 * by the ordinary way puts it into its place in the conversation.
 */
export async function* openStream(
  parts: ConnectorParts,
  access: ChannelAccess,
  signal: AbortSignal,
): AsyncIterable<StreamNews> {
  const { server, token } = Credentials.parse(access.credentials);
  const headers = { authorization: `Bearer ${token}`, accept: "text/event-stream" };
  const response = await parts.fetchStream(addressOf(server, "/api/v1/streaming/user"), { headers, signal });
  if (!response.ok || !response.body) throw new Error(`The stream was answered with ${response.status}.`);
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > 1_000_000) throw new Error("The stream sent a line without an end.");
    const happened = lines.some((line) => line.startsWith("event:") && interesting.has(line.slice(6).trim()));
    if (happened) yield { items: [], poll: true };
  }
}
