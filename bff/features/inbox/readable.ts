import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const isInstant = (value: unknown): boolean =>
  typeof value === "string" && instant.test(value) && !Number.isNaN(Date.parse(value));

/** Clocks of networks may run a little ahead; what is further ahead than this was never said yet. */
const aheadOfUs = 10 * 60_000;

/**
 * An item as it can be kept: one that breaks the form of its kind becomes an unreadable one, kept raw, so that
 * nothing is passed over and one bad item never holds up its page. A date in the future becomes the moment of arrival.
 */
export function readable(item: IncomingItem, now: string): IncomingItem {
  const problem = problemOf(item);
  if (problem) {
    const externalId = "externalId" in item && typeof item.externalId === "string" ? item.externalId : null;
    return { type: "unreadable", externalId, raw: JSON.stringify(item), error: problem };
  }
  if (item.type === "message") return { ...named(item), sentAt: notAhead(item.sentAt, now) };
  if (item.type === "post") return { ...item, publishedAt: notAhead(item.publishedAt, now) };
  return item;
}

/** What an item says of its moment, where that is still to come and was not believed; null elsewhere. */
export function saidAhead(item: IncomingItem, now: string): { externalId: string; said: string } | null {
  const said = item.type === "message" ? item.sentAt : item.type === "post" ? item.publishedAt : null;
  if (said === null || problemOf(item) || !isAhead(said, now)) return null;
  return { externalId: (item as IncomingMessage).externalId, said };
}

function problemOf(item: IncomingItem): string | null {
  switch (item.type) {
    case "message":
      if (!isText(item.externalId) || !isText(item.threadExternalId)) return "It has no id.";
      if (typeof item.text !== "string") return "Its text is no text.";
      return isInstant(item.sentAt) ? null : "It does not say when it was written.";
    case "post":
      if (!isText(item.externalId)) return "It has no id.";
      return isInstant(item.publishedAt) ? null : "It does not say when it was published.";
    case "deletion":
    case "visibility":
      if (!isText(item.externalId)) return "It has no id.";
      return isInstant(item.at) ? null : "It does not say when it happened.";
    case "followers":
      return Number.isInteger(item.count) && isInstant(item.at) ? null : "It is no number of followers.";
    case "metric":
      return (item.value === null || Number.isFinite(item.value)) && isInstant(item.at) ? null : "It is no number.";
    case "unreadable":
      return null;
  }
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

const isAhead = (at: string, now: string): boolean => Date.parse(at) > Date.parse(now) + aheadOfUs;

const notAhead = (at: string, now: string): string =>
  isAhead(at, now) ? now : /\.\d{3}Z$/.test(at) ? at : new Date(at).toISOString();

// Nobody gets a history that is not theirs: who is not named is somebody else in every thread.
function named(message: IncomingMessage): IncomingMessage {
  if (message.author?.externalId || message.byBrand) return message;
  const { handle = "", displayName = null, url = null } = message.author ?? {};
  return { ...message, author: { externalId: `unnamed:${message.threadExternalId}`, handle, displayName, url } };
}
