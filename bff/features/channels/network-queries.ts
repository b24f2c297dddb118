import { hookStep } from "#bff/connectors/inbound.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { NetworkView } from "#shared/channels/schema.ts";

/** Where networks send the browser back to; it has to be typed into a person's own app there. */
export const redirectOf = (ctx: Pick<Ctx, "url">): string => `${ctx.url}/api/channels/connected`;

/** The networks a person can connect, with everything their page says. */
export async function networkViews(ctx: Ctx): Promise<NetworkView[]> {
  const apps = await ctx.db.read
    .selectFrom("network_app")
    .select(["network", "clientId", "server"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .execute();
  return ctx.networks.map(({ network, connectBy, hook, move }) => {
    const { kind, fields, scopes } = connectBy;
    const steps = hook?.setUp ? [...connectBy.steps, hookStep] : connectBy.steps;
    const own = apps.find((app) => app.network === network && app.server === "");
    const app = kind === "oauth" ? connectBy.app : "none";
    const known = { appId: own?.clientId ?? null, redirect: redirectOf(ctx), moves: move?.says ?? null };
    return { network, kind, app, ...known, steps, fields, scopes };
  });
}
