import type { Connector, ConnectorParts } from "#bff/connectors/connector.ts";
import type { HookRequest } from "#bff/connectors/inbound.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Faults } from "#fixtures/wire/faults.ts";

/** Something a network holds: what Konak has to hold in the end, with these very words. */
export type Held = { id: string; text: string };

/** Where a network is connected; `channelId` when the channel is there and only gets a new key. */
export type Where = { ctx: Ctx; brandId: string; channelId: string | null };

/**
 * A network the chaos run plays with: a stand-in that runs, and what can happen on it. What a network does not have is
 * left out. To add one, write a file that starts its stand-in and put it into `networks.ts`.
 */
export type ChaosNetwork = {
  /** where the stand-in listens */
  url: string;
  faults: Faults;
  /** lets the network's clock jump */
  advance(milliseconds: number): void;
  /** connects the brand's account as a person does, and gives the channel's id */
  connect(where: Where): Promise<string>;
  /** somebody says something that can be answered; gives its id */
  write(text: string): string;
  /** somebody answers something that was said; gives its id */
  answer?(id: string, text: string): string;
  edit?(id: string, text: string): void;
  /** somebody takes back what they said; some networks take away what hangs below it as well */
  remove?(id: string): void;
  /** the brand answers in the network's own app */
  answerElsewhere?(id: string, text: string): string;
  /** everything of the community and the brand that stands on the network and is no post */
  held(): Held[];
  /** the texts of the brand's answers that stand there, to find one that was sent twice; left out: none are taken */
  answers?(): string[];
  /** webhooks that were sent since this was asked last, signed with `secret` */
  pushes?(secret: string): HookRequest[];
  /** the key stops working until somebody connects anew */
  expire?(): void;
  /** forgets the log of requests, which would fill the memory of a long run */
  tidy(): void;
  stop(): Promise<void>;
};

export type StartNetwork = {
  name: string;
  /** the connector that speaks to the stand-in, where an address of the network is not typed by a person */
  connectorAt?(parts: ConnectorParts, url: string): Connector;
  start(): Promise<ChaosNetwork>;
};
