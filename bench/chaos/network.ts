import type { ConnectedAccount, Connector, ConnectorParts } from "#bff/connectors/connector.ts";
import type { HookRequest } from "#bff/connectors/inbound.ts";
import type { Faults } from "#fixtures/wire/faults.ts";

/** Something a network holds: what Konak has to hold in the end, with these very words. */
export type Held = { id: string; text: string };

/**
 * A network the chaos run plays with: a stand-in that runs, and what can happen on it. What a network does not have is
 * left out. To add one, write a file that starts its stand-in and put it into `networks.ts`.
 */
export type ChaosNetwork = {
  connector: Connector;
  faults: Faults;
  /** lets the network's clock jump */
  advance(milliseconds: number): void;
  /** the account as connecting gives it, with the key that works now */
  account(): Promise<ConnectedAccount>;
  /** somebody says something that can be answered; gives its id */
  write(text: string): string;
  /** somebody answers something that was said; gives its id */
  answer?(id: string, text: string): string;
  edit?(id: string, text: string): void;
  remove?(id: string): void;
  /** the brand answers in the network's own app */
  answerElsewhere?(id: string, text: string): string;
  /** everything of the community and the brand that stands on the network */
  held(): Held[];
  /** the texts of the brand's answers under a message, to find one that was sent twice */
  answers(): string[];
  /** webhooks that were sent since this was asked last, signed with `secret` */
  pushes?(secret: string): HookRequest[];
  /** the key stops working until somebody connects anew */
  expire?(): void;
  /** forgets the log of requests, which would fill the memory of a long run */
  tidy(): void;
  stop(): Promise<void>;
};

export type StartNetwork = { name: string; start(parts: Omit<ConnectorParts, "clock">): Promise<ChaosNetwork> };
