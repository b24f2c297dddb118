import type { AppKeys, ConnectStep } from "./connect-by.ts";
import type { ChannelAccess, Outcome } from "./connector.ts";
import type { IncomingItem } from "./incoming.ts";

/** A request at `/hooks/:channel` as it came: header names in small letters, the body's very bytes (1 MB at most). */
export type HookRequest = {
  method: "GET" | "POST";
  headers: Record<string, string>;
  query: Record<string, string>;
  body: Buffer;
};

/**
 * What signatures are checked with: Konak's own secret of this channel, the person's app where there is one, and the
 * channel's opened credentials for networks that sign with something kept there.
 */
export type HookKeys = { secret: string; app: AppKeys | null; credentials?: unknown };

/** What is answered to a request that asks whether we are there (hub.challenge, CRC, WebSub). */
export type HookAnswer = { status: number; body: string; contentType: string };

/**
 * Whether a request is the network's. `id` names the delivery, so that a second one is known (null: the body's hash
 * is taken); `at` is when the network signed it (ISO, null: not said). Deliveries older than five minutes are refused
 * when `at` is known. `why` completes "This webhook was refused: ..." and never quotes a secret.
 */
export type Verified = { ok: true; id: string | null; at: string | null } | { ok: false; why: string };

/**
 * What a webhook brought, for one account: `account` is its external id (null: the channel of the address). One app
 * may get the news of several Pages at one address; they go to the channels of the same network and workspace.
 * `poll` says only that something happened: the channel is read at once, or at its next round. `lookUp` are notices of
 * what only ids were given for: jobs ask the network for each by `Hook.lookUp`, and none is forgotten before the network
 * has answered.
 * `unlessRead` are notices of what polling reads as well, save where it stands too far back: they are looked up after
 * the next reading, and only where what is here is not as the webhook said.
 */
export type HookNews = {
  account: string | null;
  items: IncomingItem[];
  poll: boolean;
  lookUp?: string[];
  unlessRead?: Named[];
};

/** What a webhook says has become of a message; `here`: somebody wrote it. */
export type Said = { externalId: string; is: "here" | "edited" | "hidden" | "shown" | "gone" };
export type Named = { notice: string; said: Said };

/** Another channel of the same app: the address networks knock at for it, and whether anybody answers there. */
export type Neighbour = { callback: string; connected: boolean };

/** A delivery that says nothing Konak understands: kept raw with `error`, and the channel is read. */
export const unreadableNews = (body: Buffer, error: string): HookNews[] => {
  const raw = body.toString("utf8").slice(0, 100_000);
  return [{ account: null, items: [{ type: "unreadable", externalId: null, raw, error }], poll: true }];
};

/** Where a person sets webhooks up by hand (`setUp`), the steps to connect end with this one. */
export const hookStep: ConnectStep = {
  title: "Be told at once, if you like",
  text: "After connecting, the health of the channel shows an address and a secret for webhooks, and where to put them. Reading goes on beside them.",
};

/** Webhooks of a network. Nothing but `lookUp` and `subscribe` may ask the network; what cannot be read is an unreadable item. */
export type Hook = {
  /** The answer to a challenge, or null when the request is none. GETs that are none get 404. */
  challenge?(request: HookRequest, keys: HookKeys): HookAnswer | null;
  /** Compares in constant time (`sameSignature` of `bff/platform/crypto.ts`), on the raw body. */
  verify(request: HookRequest, keys: HookKeys): Verified;
  /** Called by a job, after the request was kept and answered with 200. */
  read(request: HookRequest, access: ChannelAccess): HookNews[];
  /**
   * What a notice is about. No items: polling tells it. What the network refuses to tell is kept raw, for people.
   * `known`: it was found before, so that what is not shown now, where its post is, went away.
   */
  lookUp?(access: ChannelAccess, notice: string, known?: boolean): Promise<Outcome<IncomingItem[]>>;
  /** The message a notice is about that no polling reads: it is looked at again by itself. Null: none, or not known. */
  aboutAlone?(notice: string): string | null;
  /**
   * Where Konak itself can ask the network to send webhooks: done after connecting and again before `until` (ISO;
   * null: for good), and when a neighbour was disconnected or got a new key. Without it the page shows address and
   * secret, and `steps` of `setUp` say where to put them.
   */
  subscribe?(
    access: ChannelAccess,
    callback: string,
    secret: string,
    neighbours?: Neighbour[],
  ): Promise<Outcome<{ until: string | null }>>;
  setUp?: { title: string; text: string }[];
};

/**
 * News of a push connection. Items go through the same door as everything; they never move the cursor, because a
 * stream has gaps and the poll after it has none.
 */
export type StreamNews = { items: IncomingItem[]; poll: boolean };

/** Opens a push connection until `signal` aborts. Ends or throws when the connection is lost; Konak opens it again. */
export type OpenStream = (access: ChannelAccess, signal: AbortSignal) => AsyncIterable<StreamNews>;
