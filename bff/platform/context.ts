import type { Connector } from "#bff/connectors/connector.ts";
import type { Clock } from "#bff/platform/clock.ts";
import type { Config } from "#bff/platform/config.ts";
import type { Vault } from "#bff/platform/crypto.ts";
import type { Db } from "#bff/platform/db/open.ts";
import type { Live } from "#bff/platform/live.ts";
import type { Log } from "#bff/platform/log.ts";
import type { Mailer } from "#bff/platform/mail.ts";
import type { Action, Role } from "#shared/actions.ts";
import { may } from "#shared/actions.ts";
import type { Network } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";

/** Everything a command or a job may need; made once at the start. */
export type App = {
  db: Db;
  clock: Clock;
  log: Log;
  live: Live;
  config: Config;
  vault: Vault;
  mailer: Mailer;
  /** where people open Konak, without a slash at the end */
  url: string;
  /** the connectors a person can connect, in the order they are offered */
  networks: readonly Connector[];
  connectorFor(network: Network, settings: Record<string, unknown>): Connector | null;
  /** wakes the worker after a change that queued something */
  wake(): void;
};

/** Who acts: a person in a workspace, or Konak itself (`userId` null) in a job. `brandIds` null means all brands. */
export type Actor = {
  userId: string | null;
  name: string;
  email: string;
  workspaceId: string;
  role: Role;
  brandIds: string[] | null;
};

export type Ctx = App & { actor: Actor };

/** Konak acting by itself, in a job. */
export const asKonak = (app: App, workspaceId: string): Ctx => ({
  ...app,
  actor: { userId: null, name: "Konak", email: "", workspaceId, role: "owner", brandIds: null },
});

export function assertMay(actor: Actor, action: Action): void {
  if (!may(actor.role, action))
    throw new DomainError("not_allowed", `A ${actor.role} may not do ${action}.`, { action, role: actor.role });
}

/** Refuses a brand outside the person's brands in the same words as one that does not exist. */
export function assertBrand(actor: Actor, brandId: string): void {
  if (actor.brandIds && !actor.brandIds.includes(brandId))
    throw new DomainError("not_found", "There is no such thing in your brands.", {});
}
