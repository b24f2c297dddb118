import { createHmac } from "node:crypto";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { ChatLetter } from "#bff/features/forwarding/notice-commands.ts";
import type { App } from "#bff/platform/context.ts";
import { fetchSafely } from "#bff/platform/fetch-safely.ts";

/** The signature of a webhook: `v1=` and the HMAC-SHA256 in hex of `TIMESTAMP.BODY` by the shared secret. */
export const signHook = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;

/** Posts to a department's chat or machine; private addresses are refused unless they are allowed. */
export async function postToChat(app: App, letter: ChatLetter, leaving: () => Promise<void>): Promise<Outcome<null>> {
  const { url, secret } = letter.hook;
  const timestamp = String(Math.floor(app.clock.now().getTime() / 1000));
  const headers: Record<string, string> = { "content-type": "application/json", "konak-delivery": letter.subjectId };
  if (secret) {
    headers["konak-timestamp"] = timestamp;
    headers["konak-signature"] = signHook(secret, timestamp, letter.body);
  }
  await leaving();
  try {
    const ask = fetchSafely({ allowAddresses: app.config.allowAddresses });
    const response = await ask(url, { method: "POST", headers, body: letter.body, redirect: "error" });
    if (response.ok) return { kind: "ok", value: null };
    const reason = `The address answered ${response.status}.`;
    if (response.status === 429 || response.status >= 500) return { kind: "wait", until: "", reason };
    return { kind: "refused", reason };
  } catch (error) {
    return lost(error as Error & { code?: string }, letter.kind);
  }
}

// Nothing was said where no connection came about; a machine knows a repeat by its id, a chat does not.
function lost(error: Error & { code?: string }, kind: string): Outcome<null> {
  const reason = error.message;
  if (error.name === "AddressRefused") return { kind: "refused", reason };
  const never = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(error.code ?? "");
  return never || kind === "signed" ? { kind: "wait", until: "", reason } : { kind: "unknown", reason };
}
