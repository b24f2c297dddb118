import { blueskyConnectBy } from "#bff/connectors/bluesky/about.ts";
import type { Connector, Outcome, SyncPage } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

/** A network of the test's own: it answers what the test wrote down, in order, and then that nothing is new. */
export class WrittenNetwork implements Connector {
  network = "bluesky" as const;
  capabilities = capabilitiesOf({ actions: { reply: true, removeOurs: true }, brings: { comments: true } });
  connectBy = blueskyConnectBy;
  answers: Outcome<SyncPage>[] = [];
  asked: { cursor: string | null; credentials: unknown }[] = [];
  password = "right";
  account = "did:plc:lumi";
  renewed: unknown;
  silent = false;
  replyLimit = () => 300;
  async connect(input: Record<string, string>) {
    if (this.silent) return { kind: "wait" as const, until: "2026-11-18T10:00:00.000Z", reason: "no answer" };
    if (input.appPassword !== this.password) return { kind: "reconnect" as const, reason: "Invalid password" };
    const { handle = "" } = input;
    const credentials = { appPassword: input.appPassword, service: input.service };
    return { kind: "ok" as const, value: { externalId: this.account, handle, name: "Lumi", url: null, credentials } };
  }
  async sync(access: { credentials: unknown }, cursor: string | null): Promise<Outcome<SyncPage>> {
    this.asked.push({ cursor, credentials: access.credentials });
    return this.answers.shift() ?? { kind: "ok", value: { items: [], cursor: cursor ?? "start", more: false } };
  }
  refreshed = () => this.renewed;
  send = async () => ({ kind: "refused" as const, reason: "not asked here" });
  findSent = this.send;
  remove = this.send;
}

/** A page of a sync. */
export const page = (cursor: string, more: boolean, ...items: IncomingItem[]): Outcome<SyncPage> => ({
  kind: "ok",
  value: { items, cursor, more },
});
/** A mention by Ada. */
export const comment = (id: string): IncomingItem => ({
  type: "message",
  externalId: id,
  threadExternalId: id,
  parentExternalId: null,
  postExternalId: null,
  kind: "mention",
  byBrand: false,
  author: { externalId: "did:plc:ada", handle: "ada.example", displayName: "Ada", url: null },
  text: `Hello ${id}`,
  lang: "en",
  sentAt: "2026-11-18T08:00:00.000Z",
  editedAt: null,
  url: null,
});
