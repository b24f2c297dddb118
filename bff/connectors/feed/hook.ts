import { ask } from "#bff/connectors/ask.ts";
import type { ConnectorParts } from "#bff/connectors/connector.ts";
import type { Hook } from "#bff/connectors/inbound.ts";
import { sameSignature } from "#bff/platform/crypto.ts";
import { textOfBytes } from "./decode.ts";
import { newsOf } from "./entries.ts";
import { readFeed } from "./read-feed.ts";
import { settingsOf } from "./settings.ts";

const lease = 10 * 86_400;

/** WebSub: the hub asks whether we meant it, then sends the feed's new entries, signed. */
export function feedHook(parts: ConnectorParts): Hook {
  return {
    challenge({ method, query }) {
      const { "hub.mode": mode, "hub.challenge": challenge } = query;
      if (method !== "GET" || !challenge || (mode !== "subscribe" && mode !== "unsubscribe")) return null;
      return { status: 200, body: challenge, contentType: "text/plain" };
    },
    verify({ headers, body }, keys) {
      const given = headers["x-hub-signature"];
      if (!given) return { ok: false, why: "it carries no signature" };
      const algorithm = /^(sha1|sha256|sha512)=/.exec(given)?.[1] as "sha1" | "sha256" | "sha512" | undefined;
      if (!algorithm || !sameSignature(algorithm, keys.secret, body, given))
        return { ok: false, why: "its signature does not fit" };
      return { ok: true, id: null, at: null };
    },
    read({ body, headers }, access) {
      const feed = readFeed(textOfBytes(body, headers["content-type"] ?? null));
      const { url, words, former } = settingsOf(access);
      // Of a feed that moved only the cursor knows which entries it had under other ids.
      if (!feed || former.length > 0) return [{ account: null, items: [], poll: true }];
      // The door knows what it has; here nothing is remembered.
      const nothing = { seen: {}, was: {}, former, moved: false };
      const { items } = newsOf(feed, { url, words, ...nothing, now: parts.clock.now() });
      return [{ account: null, items, poll: false }];
    },
    async subscribe(access, callback, secret) {
      const { hub, topic, url } = settingsOf(access);
      if (!hub) return { kind: "refused", reason: "This feed names no hub, so it is read again and again instead." };
      const body = new URLSearchParams({
        "hub.mode": "subscribe",
        "hub.topic": topic ?? url,
        "hub.callback": callback,
        "hub.secret": secret,
        "hub.lease_seconds": String(lease),
      });
      const answer = await ask(parts, hub, { body, due: "text" });
      if (answer.kind !== "ok") return answer;
      const until = new Date(parts.clock.now().getTime() + (lease - 86_400) * 1000).toISOString();
      return { kind: "ok", value: { until } };
    },
  };
}
