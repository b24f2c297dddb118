import { expect } from "vitest";
import {
  byWebhookOnly,
  type Capabilities,
  type NetworkAction,
  type Support,
  supports,
} from "#shared/channels/capabilities.ts";
import type { ChannelAccess, Connector, Outcome, OutgoingReply } from "./connector.ts";
import type { HookKeys, HookRequest } from "./inbound.ts";
import type { IncomingItem, IncomingMessage } from "./incoming.ts";

/**
 * A network that runs, with an account of a brand on it and somebody who writes to the brand. Ids are the network's.
 * What a network cannot do is left out, as its capabilities say; everything else has to be there.
 */
export type ContractWorld = {
  connector: Connector;
  /** what a person types to connect the brand's account, and the same with a wrong password (`connectBy.fields`) */
  input: Record<string, string>;
  wrongInput: Record<string, string>;
  /** OAuth networks: the account as `exchange` gives it, and what comes of a code that is not right */
  connected?(): Promise<ChannelAccess>;
  refusedCode?(): Promise<Outcome<unknown>>;
  brandPosts?(text: string): Promise<string>;
  /** the brand takes one of its own posts away over there */
  brandDeletes?(postId: string): Promise<void>;
  followerReplies?(parentId: string, text: string): Promise<string>;
  followerMentions?(text: string): Promise<string>;
  followerQuotes?(postId: string, text: string): Promise<string>;
  followerEdits?(messageId: string, text: string): Promise<void>;
  followerDeletes?(messageId: string): Promise<void>;
  /** somebody hides a message from the public over there, or shows it again */
  hides?(messageId: string, hidden: boolean): Promise<void>;
  /** a comment under an ad that stands on no page */
  followerCommentsOnAd?(text: string): Promise<{ postId: string; id: string }>;
  /** a comment (or mention) that was written so many days ago */
  followerWroteBefore?(days: number, text: string): Promise<string>;
  /** the brand answers in the network's own app, not through Konak */
  brandReplies?(parentId: string, text: string): Promise<string>;
  /** how many replies of the brand the network shows directly under a message */
  brandRepliesUnder?(messageId: string): Promise<{ id: string; text: string }[]>;
  /** whether the network shows that an action was done to a message (liked, hidden, gone, reported, muted ...) */
  wasDone?(action: NetworkAction, messageId: string): Promise<boolean>;
  /** the webhooks the network sent since the last time this was asked, and what they are signed with */
  pushed?(): Promise<{ requests: HookRequest[]; keys: HookKeys }>;
  /** the same access as it is when its password was withdrawn and its session is over */
  withdrawn(access: ChannelAccess): Promise<ChannelAccess>;
  /** the same access without the permission to write; left out where permissions do not exist */
  narrowed?(access: ChannelAccess): Promise<ChannelAccess>;
  /** lets time pass over there; a real server knows no other time than ours */
  passes?(milliseconds: number): void;
  /** the fault switch of a stand-in; a real server has none, and its suite leaves these tests out */
  faults?: {
    next(fault: 429 | 500 | "cutBefore" | "cutAfter" | "cutBody" | "html", times?: number, match?: string): void;
  };
  /** part of the path (or the method) by which the fault switch knows the request that sends a reply */
  sendPath?: string;
  stop(): Promise<void>;
};

/** Whether a kind of news comes by polling too. */
export const isPolled = (support: Support): boolean => supports(support) && !String(support).startsWith(byWebhookOnly);

/** One network and one channel, used in turn by every test of the suite. */
export class Stage {
  capabilities: Capabilities;
  world!: ContractWorld;
  access!: ChannelAccess;
  cursor: string | null = null;
  /** the community member who writes, as the network's messages name them */
  author: string | null = null;

  constructor(capabilities: Capabilities) {
    this.capabilities = capabilities;
  }

  async open(setup: () => Promise<ContractWorld>): Promise<void> {
    this.world = await setup();
    expect(this.world.connector.capabilities).toEqual(this.capabilities);
    this.access = this.world.connected ? await this.world.connected() : await this.connect();
  }

  async connect(): Promise<ChannelAccess> {
    const account = valueIn(await this.world.connector.connect(this.world.input));
    const { externalId, handle, credentials, settings = {} } = account;
    return { channelId: "channel-1", externalId, handle, credentials, settings };
  }

  /** Everything a sync tells from where the last one ended, page after page. */
  async sync(): Promise<IncomingItem[]> {
    const items: IncomingItem[] = [];
    for (let more = true, pages = 0; more; pages += 1) {
      expect(pages, "a sync has to end").toBeLessThan(100);
      const page = valueIn(await this.world.connector.sync(this.access, this.cursor));
      expect(() => JSON.parse(JSON.stringify(page))).not.toThrow();
      items.push(...page.items);
      this.cursor = page.cursor;
      more = page.more;
    }
    return items;
  }

  async message(id: string): Promise<IncomingMessage | undefined> {
    return messageIn(await this.sync(), id);
  }

  /** Something of a community member that can be answered: a mention where there are any, else a comment. */
  async root(text: string): Promise<{ id: string; postId: string | null }> {
    if (isPolled(this.capabilities.brings.mentions))
      return { id: await this.world.followerMentions!(text), postId: null };
    return this.comment(text);
  }

  async comment(text: string): Promise<{ id: string; postId: string }> {
    const postId = await this.world.brandPosts!(`About: ${text}`);
    return { id: await this.world.followerReplies!(postId, text), postId };
  }

  /** Something an action can be done to: under a post of the brand where the network has it there alone. */
  rootFor(action: NetworkAction, text: string): Promise<{ id: string; postId: string | null }> {
    return this.capabilities.underOwnPosts.includes(action) ? this.comment(text) : this.root(text);
  }

  replyTo(parentId: string, threadId: string, postId: string | null, text: string, key: string): OutgoingReply {
    return {
      idempotencyKey: key,
      text,
      lang: "en",
      parentExternalId: parentId,
      threadExternalId: threadId,
      postExternalId: postId,
    };
  }
}

/** The value of an outcome that has to be one. */
export function valueIn<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== "ok") throw new Error(`${outcome.kind}: ${outcome.reason}`);
  return outcome.value;
}

export const messageIn = (items: IncomingItem[], id: string): IncomingMessage | undefined =>
  items.filter((item) => item.type === "message").find((item) => item.externalId === id);
