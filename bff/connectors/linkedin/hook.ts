import { createHmac } from "node:crypto";
import { z } from "zod";
import type { ChannelAccess, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { type Hook, unreadableNews } from "#bff/connectors/inbound.ts";
import { sameSignature } from "#bff/platform/crypto.ts";
import type { Page } from "./page.ts";
import { enc } from "./urns.ts";

const Delivery = z.object({
  notifications: z.array(z.object({ notificationId: z.coerce.string(), organizationalEntity: z.string().nullish() })),
});

const Settings = z.object({ application: z.string(), person: z.string() });
const prefix = Buffer.from("hmacsha256=");
const week = 7 * 86_400_000;

const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value), contentType: "application/json" });

type Subscribing = (
  access: ChannelAccess,
  work: (page: Page) => Promise<Outcome<{ until: string | null }>>,
) => Promise<Outcome<{ until: string | null }>>;

/**
 * Notifications of what happens on a page, signed with the app's secret over `hmacsha256=` and the raw body. They are a
 * reason to read, no more. LinkedIn asks again every two hours whether the address is still ours.
 */
export const linkedinHook = ({ clock }: Pick<ConnectorParts, "clock">, at: Subscribing): Hook => ({
  challenge({ method, query }, { app }) {
    const { challengeCode } = query;
    if (method !== "GET" || !challengeCode) return null;
    if (!app) return { status: 403, body: "The app's secret is not known here.", contentType: "text/plain" };
    const challengeResponse = createHmac("sha256", app.clientSecret.trim()).update(challengeCode).digest("hex");
    return json({ challengeCode, challengeResponse });
  },
  verify({ headers, body }, { app }) {
    const given = headers["x-li-signature"];
    if (!given) return { ok: false, why: "it bears no signature." };
    if (!app) return { ok: false, why: "the app's secret is not known here." };
    const bare = given.trim().replace(/^hmacsha256=/i, "");
    const right = sameSignature("sha256", app.clientSecret.trim(), Buffer.concat([prefix, body]), bare);
    if (!right) return { ok: false, why: "its signature is not the one of the app." };
    // It is delivered again for eight hours, so the time of signing says nothing; the numbers inside stay the same.
    const ids = read(body)?.map(({ notificationId }) => notificationId);
    return { ok: true, id: ids && ids.length > 0 ? ids.join(",") : null, at: null };
  },
  read({ body }) {
    const told = read(body);
    if (told) {
      const accounts = [...new Set(told.map(({ organizationalEntity }) => organizationalEntity ?? null))];
      return accounts.map((account) => ({ account, items: [], poll: true }));
    }
    return unreadableNews(body, "It is no notification of LinkedIn.");
  },
  async subscribe(access, callback) {
    const settings = Settings.safeParse(access.settings).data;
    if (!settings)
      return {
        kind: "refused",
        reason: "The number of the app was not typed when connecting, so LinkedIn tells nothing by itself.",
      };
    const key = [
      `developerApplication:${enc(`urn:li:developerApplication:${settings.application}`)}`,
      `user:${enc(settings.person)}`,
      `entity:${enc(access.externalId)}`,
      "eventType:ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS",
    ];
    return at(access, async (page) => {
      const path = `/rest/eventSubscriptions/(${key.join(",")})`;
      const outcome = await page.change("PUT", path, { body: { webhook: callback } });
      // It ends with the permission of whoever made it, and whoever connects anew makes it again.
      const until = new Date(clock.now().getTime() + week).toISOString();
      return outcome.kind === "ok" ? { kind: "ok", value: { until } } : outcome;
    });
  },
  setUp: [
    {
      title: "Register the address at LinkedIn",
      text: "In the developer portal open your app, “Webhooks”, click “Create webhook” and put the address there; LinkedIn checks at once that it answers. The tab is there only when the app has the Standard tier of the Community Management API. The secret shown here is not needed: LinkedIn signs with the app's own.",
    },
    {
      title: "Connect with the number of the app",
      text: "It is typed when connecting. Where it was left empty, click Reconnect and fill it in; Konak then asks LinkedIn for the page's notifications by itself.",
    },
  ],
});

function read(body: Buffer): z.infer<typeof Delivery>["notifications"] | null {
  try {
    return Delivery.safeParse(JSON.parse(body.toString("utf8"))).data?.notifications ?? null;
  } catch {
    return null;
  }
}
