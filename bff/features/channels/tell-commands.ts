import type { App } from "#bff/platform/context.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";
import { networkNames } from "#shared/channels/network-names.ts";

/** Those who can bring a new key are told once for each time a channel's key stops working, each by a job of their own. */
export async function tellPeople(app: App, channelId: string): Promise<undefined> {
  const channel = await brokenChannel(app, channelId);
  if (!channel) return;
  const people = await leadersOf(app, channel.workspaceId, channel.brandId);
  await inTransaction(app, async (trx) => {
    for (const { id } of people) {
      const options = { runAt: app.clock.iso(), uniqueKey: `tell:${channelId}:${id}` };
      await enqueue(trx, "channel.mail", { channelId, userId: id }, options);
    }
  });
  app.wake();
}

/** The mail to one of them; a mail server that is busy is asked again. */
export async function tellPerson(app: App, channelId: string, userId: string): Promise<{ again: string } | undefined> {
  const channel = await brokenChannel(app, channelId);
  const person =
    channel && (await leadersOf(app, channel.workspaceId, channel.brandId)).find((one) => one.id === userId);
  if (!channel || !person) return;
  const waiting = await waitingOn(app, channelId);
  const letter = letterOf({ ...channel, waiting, link: `${app.url}/channels?connect=${channel.id}` });
  const messageId = `<channel-${channel.id}-${Date.parse(channel.toldAt ?? "")}-${userId}@konak>`;
  const outcome = await app.mailer.send({ to: person.email, messageId, ...letter });
  if (outcome.kind !== "ok") app.log.warn({ channelId, reason: outcome.reason }, "nobody could be told by mail");
  if (outcome.kind !== "wait") return;
  const soonest = app.clock.now().getTime() + 60_000;
  return { again: new Date(Math.max(Date.parse(outcome.until) || 0, soonest)).toISOString() };
}

// Null when it works again, or was taken away, meanwhile.
async function brokenChannel(app: App, channelId: string) {
  const channel = await app.db.read
    .selectFrom("channel")
    .innerJoin("brand", "brand.id", "channel.brandId")
    .select(["channel.id", "channel.workspaceId", "channel.brandId", "channel.network", "channel.handle"])
    .select(["channel.health", "channel.healthReason", "channel.toldAt", "brand.name as brandName"])
    .where("channel.id", "=", channelId)
    .where("channel.removedAt", "is", null)
    .executeTakeFirst();
  return channel && ["reconnect", "narrowed"].includes(channel.health) ? channel : null;
}

async function leadersOf(app: App, workspaceId: string, brandId: string): Promise<{ id: string; email: string }[]> {
  const rows = await app.db.read
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.userId")
    .select(["user.id", "user.email", "membership.brandIds"])
    .where("membership.workspaceId", "=", workspaceId)
    .where("membership.role", "in", ["owner", "lead"])
    .orderBy("user.id")
    .limit(50)
    .execute();
  return rows.filter((row) => row.brandIds === null || (JSON.parse(row.brandIds) as string[]).includes(brandId));
}

async function waitingOn(app: App, channelId: string): Promise<number> {
  const { count } = await app.db.read
    .selectFrom("reply")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("channelId", "=", channelId)
    .where("status", "in", ["queued", "waiting"])
    .executeTakeFirstOrThrow();
  return Number(count);
}

type Told = {
  network: string;
  handle: string;
  brandName: string;
  health: string;
  healthReason: string | null;
  waiting: number;
  link: string;
};

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);

function letterOf({ network, handle, brandName, health, healthReason, waiting, link }: Told) {
  const name = `${networkNames[network as Network]} (${handle})`;
  const dead = health === "reconnect";
  const subject = dead ? `${brandName}: ${name} has to be reconnected` : `${brandName}: ${name} lacks a permission`;
  const what = dead
    ? `${name} of ${brandName} no longer takes Konak's key, so nothing is read or sent there.`
    : `${name} of ${brandName} does not give Konak a permission it needs, so nothing is sent there; reading goes on as far as it may.`;
  const why = healthReason ? `The network says: ${healthReason}` : "";
  const safe = `Nothing is lost: threads and drafts stay, reading goes on where it stopped${
    waiting > 0 ? `, and ${waiting} ${waiting === 1 ? "answer waits" : "answers wait"} to go out` : ""
  }.`;
  const act = "Reconnect it here:";
  const text = [what, why, safe, `${act}\n${link}`].filter(Boolean).join("\n\n");
  const html = `${[what, why, safe]
    .filter(Boolean)
    .map((part) => `<p>${escaped(part)}</p>`)
    .join("")}<p>${act} <a href="${escaped(link)}">${escaped(link)}</a></p>`;
  return { subject, text, html };
}
