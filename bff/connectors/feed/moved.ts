import type { ConnectedAccount, Moving, Outcome } from "#bff/connectors/connector.ts";
import { fold } from "#shared/text.ts";
import { pastOf } from "./cursor.ts";
import { hasKnown } from "./entries.ts";
import type { Feed } from "./read-feed.ts";
import { movedSettings, settingsOf } from "./settings.ts";

const notTheSame = (name: string): string =>
  `The feed at this address has no entry of ${name} and another title, so it may be another one. Connect it as a channel of its own.`;

/**
 * A feed at another address is the same one when it has entries that are known, or the same title; before anything was
 * read, the person's word is enough. People and entries go on under what they were called at the first address.
 */
export function movedFeed(
  { access, cursor, name }: Moving,
  account: ConnectedAccount,
  feed: Feed,
): Outcome<ConnectedAccount> {
  const before = settingsOf(access);
  const settings = movedSettings(before, account.externalId);
  const past = pastOf(cursor);
  const sameTitle = feed.title !== "" && fold(feed.title) === fold(name);
  const unread = Object.keys(past.seen).length === 0;
  if (!unread && !sameTitle && !hasKnown(feed, past)) return { kind: "refused", reason: notTheSame(name) };
  return { kind: "ok", value: { ...account, settings: { ...account.settings, ...settings } } };
}
