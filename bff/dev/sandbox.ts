import type { ConnectBy } from "#bff/connectors/connect-by.ts";
import type { ChannelAccess, Connector, Outcome, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import type { IncomingMessage } from "#bff/connectors/incoming.ts";
import { readingsBetween } from "#bff/dev/sandbox-readings.ts";
import { type Beat, beatsBetween, mixed } from "#bff/dev/sandbox-rhythm.ts";
import { sandboxComment } from "#bff/dev/sandbox-words.ts";
import type { Clock } from "#bff/platform/clock.ts";
import { replyLimits } from "#shared/channel.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

const sandboxCapabilities = capabilitiesOf({
  actions: {
    ...{ reply: true, like: true, unlike: true, hide: true, unhide: true, removeOurs: true, removeTheirs: true },
    ...{ report: true, mute: true, unmute: true, privateReply: true, edit: true },
  },
  brings: { comments: true, mentions: true },
});
const sandboxConnectBy: ConnectBy = {
  kind: "fields",
  scopes: [],
  steps: [{ title: "Nothing to prepare", text: "The network of the demo lives on this machine; any handle will do." }],
  fields: [{ name: "handle", label: "Handle", kind: "text" }],
};

type Options = { clock: Clock; pause?: (milliseconds: number) => Promise<void> };

/** Nobody wants an hour of comments at once after a night with the lid closed. */
const longestCatchUp = 10 * 60_000;
const sendTakes = 400;

/**
 * The network of the demo, inside the process. Somebody writes every 40 to 120 seconds on one of its channels; followers
 * and counts of the newest posts are told anew every hour. A reply
 * that contains one of these words meets what a real network may do:
 *   #fail429  "come back in 60 seconds", goes out on the second attempt
 *   #fail500  "come back in 30 seconds" twice, goes out on the third
 *   #refuse   refused for good
 *   #unknown  goes out, but the answer is lost on the way; `findSent` finds it
 *   #silent   no answer for ten seconds, and nothing went out; `findSent` says so
 *   #answer   goes out, and somebody answers it at once
 */
export function createSandbox({ clock, pause = sleep }: Options): Connector {
  const network: Server = { sent: new Map(), attempts: new Map(), answers: [], clock, pause };
  return {
    network: "sandbox",
    capabilities: sandboxCapabilities,
    connectBy: sandboxConnectBy,
    replyLimit: () => replyLimits.sandbox,
    connect: async (input) => connectAccount(input),
    sync: async (access, cursor) => {
      if (access.settings.reconnect === true)
        return { kind: "reconnect", reason: "The key was withdrawn on the network." };
      const now = clock.iso();
      const readings = cursor ? readingsBetween(access.settings.told, cursor, now) : [];
      const items = [...readings, ...whatHappened(access, cursor, now), ...answersTo(network, access, cursor, now)];
      return { kind: "ok", value: { items, cursor: now, more: false } };
    },
    send: (access, reply) => send(network, access, reply),
    findSent: async (_access, reply) => ({ kind: "ok", value: network.sent.get(reply.idempotencyKey) ?? null }),
    act: async (access, { text }) => {
      await pause(sendTakes);
      if (access.settings.reconnect === true)
        return { kind: "reconnect", reason: "The key was withdrawn on the network." };
      if (text?.includes("#refuse")) return { kind: "refused", reason: "The network does not take this text." };
      return { kind: "ok", value: { externalId: null } };
    },
    remove: async (_access, externalId) => {
      for (const [key, reply] of network.sent) if (reply.externalId === externalId) network.sent.delete(key);
      return { kind: "ok", value: null };
    },
  };
}

/** What the network remembers: replies by their key, how often each was tried, and what was said to them. */
type Server = {
  sent: Map<string, SentReply>;
  attempts: Map<string, number>;
  answers: { channelId: string; message: IncomingMessage }[];
  clock: Clock;
  pause: (milliseconds: number) => Promise<void>;
};

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

function connectAccount(input: Record<string, string>): Awaited<ReturnType<Connector["connect"]>> {
  const handle = input.handle?.trim().replace(/^@/, "");
  if (!handle) return { kind: "refused", reason: "The sandbox needs a handle; any word will do." };
  return { kind: "ok", value: { externalId: `sandbox:${handle}`, handle, name: handle, url: null, credentials: {} } };
}

function whatHappened(access: ChannelAccess, cursor: string | null, now: string): IncomingMessage[] {
  if (!cursor) return [];
  const earliest = new Date(Date.parse(now) - longestCatchUp).toISOString();
  const { slot, slots } = access.settings;
  const turn = { slot: typeof slot === "number" ? slot : 0, slots: typeof slots === "number" ? slots : 1 };
  return beatsBetween(cursor > earliest ? cursor : earliest, now, turn).map((beat) => messageAt(access, beat));
}

const answersTo = (network: Server, access: ChannelAccess, cursor: string | null, now: string): IncomingMessage[] =>
  network.answers
    .filter(({ channelId, message }) => channelId === access.channelId && message.sentAt <= now)
    .map(({ message }) => message)
    .filter((message) => cursor === null || message.sentAt > cursor);

/** What somebody says to a reply a moment later; a moment, so that no cursor has passed it yet. */
function answerTo(reply: OutgoingReply, sent: SentReply): IncomingMessage {
  const { name, handle, text, lang } = sandboxComment(mixed(sent.externalId.length + reply.text.length));
  return {
    type: "message",
    externalId: `${sent.externalId}-answer`,
    threadExternalId: reply.threadExternalId,
    parentExternalId: sent.externalId,
    postExternalId: reply.postExternalId,
    kind: "comment",
    byBrand: false,
    author: { externalId: `sandbox-user-${handle}`, handle, displayName: name, url: null },
    text,
    lang,
    sentAt: new Date(Date.parse(sent.sentAt) + 1000).toISOString(),
    editedAt: null,
    url: null,
  };
}

function messageAt(access: ChannelAccess, beat: Beat): IncomingMessage {
  const own = mixed([...access.channelId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, beat.number));
  const { name, handle, text, lang } = sandboxComment(own);
  const posts = Array.isArray(access.settings.posts) ? (access.settings.posts as string[]) : [];
  const post = posts.length > 0 ? (posts[own % posts.length] ?? null) : null;
  const externalId = `sandbox-${beat.number.toString(36)}-${own.toString(36)}`;
  return {
    type: "message",
    externalId,
    threadExternalId: externalId,
    parentExternalId: post,
    postExternalId: post,
    kind: post ? "comment" : "mention",
    byBrand: false,
    author: { externalId: `sandbox-user-${own.toString(36)}`, handle, displayName: name, url: null },
    text,
    lang,
    sentAt: beat.at,
    editedAt: null,
    url: null,
  };
}

async function send(network: Server, access: ChannelAccess, reply: OutgoingReply): Promise<Outcome<SentReply>> {
  await network.pause(sendTakes);
  const before = network.sent.get(reply.idempotencyKey);
  if (before) return { kind: "ok", value: before };
  if (access.settings.reconnect === true) return { kind: "reconnect", reason: "The key was withdrawn on the network." };
  const trouble = await troubleWith(network, reply);
  if (trouble) return trouble;
  const key = [...reply.idempotencyKey].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
  const externalId = `sandbox-reply-${mixed(key).toString(36)}-${network.sent.size.toString(36)}`;
  const sent: SentReply = { externalId, url: null, sentAt: network.clock.iso() };
  network.sent.set(reply.idempotencyKey, sent);
  if (reply.text.includes("#answer"))
    network.answers.push({ channelId: access.channelId, message: answerTo(reply, sent) });
  if (reply.text.includes("#unknown"))
    return { kind: "unknown", reason: "The connection broke before the answer came." };
  return { kind: "ok", value: sent };
}

async function troubleWith(network: Server, reply: OutgoingReply): Promise<Outcome<SentReply> | null> {
  const attempt = (network.attempts.get(reply.idempotencyKey) ?? 0) + 1;
  network.attempts.set(reply.idempotencyKey, attempt);
  const wait = (seconds: number, reason: string): Outcome<SentReply> => {
    const until = new Date(network.clock.now().getTime() + seconds * 1000).toISOString();
    return { kind: "wait", until, reason };
  };
  if (reply.text.includes("#fail429") && attempt < 2) return wait(60, "The network asks for a pause (429).");
  if (reply.text.includes("#fail500") && attempt < 3) return wait(30, "The network had an error of its own (500).");
  if (reply.text.includes("#refuse")) return { kind: "refused", reason: "The network does not take this text." };
  if (!reply.text.includes("#silent")) return null;
  await network.pause(10_000);
  return { kind: "unknown", reason: "The network did not answer within ten seconds." };
}
