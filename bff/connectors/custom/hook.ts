import { type Hook, unreadableNews } from "#bff/connectors/inbound.ts";
import { sameSignature } from "#bff/platform/crypto.ts";
import { itemsIn, settingsOf } from "./read.ts";

/**
 * `X-Konak-Signature: t=1763542800,v1=HEX`: HMAC-SHA256 with the channel's secret over `t.body`, t in Unix seconds, so
 * that an old delivery cannot be sent again. `X-Hub-Signature-256: sha256=HEX` over the body alone is taken as well.
 * `X-Konak-Delivery` names a delivery, if the source names them.
 */
export const customHook: Hook = {
  setUp: [
    {
      title: "Send what is new",
      text: "POST the same JSON as the listing gives: one item, a list, or a page with items.",
    },
    {
      title: "Sign it",
      text: "X-Konak-Signature: t=UNIXTIME,v1=HEX with HMAC-SHA256 over the time, a dot and the body. X-Hub-Signature-256 is taken as well.",
    },
  ],
  verify({ headers, body }, { secret }) {
    const id = headers["x-konak-delivery"] ?? null;
    const signed = /^t=(\d{9,11}),v1=([0-9a-f]{64})$/i.exec(headers["x-konak-signature"]?.trim() ?? "");
    if (signed) {
      const [, seconds = "", given = ""] = signed;
      const right = sameSignature("sha256", secret, Buffer.concat([Buffer.from(`${seconds}.`), body]), given);
      return right
        ? { ok: true, id, at: new Date(Number(seconds) * 1000).toISOString() }
        : { ok: false, why: "its signature is not the one of this channel's secret." };
    }
    const plain = headers["x-hub-signature-256"];
    if (!plain) return { ok: false, why: "it bears no signature." };
    if (!sameSignature("sha256", secret, body, plain))
      return { ok: false, why: "its signature is not the one of this channel's secret." };
    return { ok: true, id, at: null };
  },
  read({ body }, access) {
    const settings = settingsOf(access);
    const now = new Date().toISOString();
    try {
      return [{ account: null, items: itemsIn(JSON.parse(body.toString("utf8")), settings, now), poll: false }];
    } catch {
      return unreadableNews(body, "It is no JSON.");
    }
  },
};
