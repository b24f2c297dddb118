import { ask } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectorParts, Outcome, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { replyLimits } from "#shared/channel.ts";
import { graphemeLength } from "#shared/text.ts";
import { at, instant } from "./mapping.ts";
import { headersOf, settingsOf } from "./read.ts";

const noAddress = { kind: "refused", reason: "This source takes no answers: no address for them was given." } as const;

function sentOf(body: unknown, now: string): SentReply | null {
  const id = at(body, "id");
  if (typeof id !== "string" && typeof id !== "number") return null;
  const url = at(body, "url");
  return { externalId: String(id), url: typeof url === "string" ? url : null, sentAt: instant(at(body, "at")) ?? now };
}

/** POST with an `Idempotency-Key`; a source that knows the key already answers with the reply it made then. */
export async function sendReply(
  parts: ConnectorParts,
  access: ChannelAccess,
  reply: OutgoingReply,
): Promise<Outcome<SentReply>> {
  const { sendUrl } = settingsOf(access);
  if (!sendUrl) return noAddress;
  const length = graphemeLength(reply.text);
  if (length > replyLimits.custom)
    return { kind: "refused", reason: `A source takes ${replyLimits.custom} characters; this reply has ${length}.` };
  const { idempotencyKey, text, lang } = reply;
  const place = { parent: reply.parentExternalId, thread: reply.threadExternalId, post: reply.postExternalId };
  const outcome = await ask(parts, sendUrl, {
    method: "POST",
    headers: { ...headersOf(access), "idempotency-key": idempotencyKey },
    body: { text, lang, ...place },
    writing: true,
  });
  if (outcome.kind !== "ok") return outcome;
  const sent = sentOf(outcome.value.body, parts.clock.iso());
  return sent
    ? { ...outcome, value: sent }
    : { kind: "unknown", reason: "The source did not say what it made of the reply." };
}

/** GET with the key: the reply that was made by it, or 404. */
export async function findReply(
  parts: ConnectorParts,
  access: ChannelAccess,
  reply: OutgoingReply,
): Promise<Outcome<SentReply | null>> {
  const { sendUrl } = settingsOf(access);
  if (!sendUrl) return noAddress;
  const address = new URL(sendUrl);
  address.searchParams.set("key", reply.idempotencyKey);
  const outcome = await ask(parts, address.href, { headers: headersOf(access), fine: [404] });
  if (outcome.kind !== "ok") return outcome;
  return { ...outcome, value: outcome.value.status === 404 ? null : sentOf(outcome.value.body, parts.clock.iso()) };
}

/** DELETE of one of our own; one that is gone counts as deleted. */
export async function removeReply(
  parts: ConnectorParts,
  access: ChannelAccess,
  externalId: string,
): Promise<Outcome<null>> {
  const { sendUrl } = settingsOf(access);
  if (!sendUrl) return noAddress;
  const address = new URL(sendUrl);
  address.pathname = `${address.pathname.replace(/\/$/, "")}/${encodeURIComponent(externalId)}`;
  const outcome = await ask(parts, address.href, {
    method: "DELETE",
    headers: headersOf(access),
    fine: [404, 410],
    writing: true,
  });
  return outcome.kind === "ok" ? { ...outcome, value: null } : outcome;
}
