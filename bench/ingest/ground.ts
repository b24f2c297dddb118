import type { ConnectedAccount } from "#bff/connectors/connector.ts";
import { standardMapping } from "#bff/connectors/custom/mapping.ts";
import { keepAccount } from "#bff/features/channels/connect-commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { makeGround } from "../chaos/ground.ts";

/** The account of a forum, as connecting gives it. */
export function accountAt(url: string, name: string): ConnectedAccount {
  const address = `${url}/comments?board=${name}`;
  const credentials = { key: "right-key-of-the-forum", url: address };
  const settings = { url: address, sendUrl: `${url}/answers`, mapping: standardMapping };
  return { externalId: address, handle: name, name, url, credentials, settings };
}

/** A workspace with channels at a forum; gives their ids. */
export async function connectAll(app: App, url: string, names: string[]): Promise<{ ctx: Ctx; ids: string[] }> {
  const { ctx, brandId } = await makeGround(app);
  const connector = app.networks.find((one) => one.network === "custom");
  if (!connector) throw new Error("There is no connector for sources of one's own.");
  const ids: string[] = [];
  for (const name of names)
    ids.push((await keepAccount(ctx, connector, { brandId, appId: null }, accountAt(url, name))).id);
  return { ctx, ids };
}
