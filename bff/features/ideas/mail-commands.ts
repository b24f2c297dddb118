import { countToTell, told } from "#bff/features/ideas/letter-commands.ts";
import { ideaLink } from "#bff/features/ideas/page-token.ts";
import { callById } from "#bff/features/ideas/queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import type { Mail } from "#bff/platform/mail.ts";
import { inTransaction } from "#bff/platform/write.ts";
import type { CallLanguage } from "#shared/ideas/brief.ts";
import { letterTexts } from "#shared/ideas/texts/letters.ts";

type Departing = { letterId: string; outboxId: string; attempt: number; workspaceId: string; mail: Mail };
type Sent = { kind: "sent" | "wait" | "refused" | "unknown"; reason: string | null };

const rowOf = (trx: Trx, letterId: string) =>
  trx
    .selectFrom("idea_letter")
    .innerJoin("outbox", (join) =>
      join.onRef("outbox.subjectId", "=", "idea_letter.id").on("outbox.kind", "=", "idea_letter"),
    )
    .selectAll("idea_letter")
    .select(["outbox.id as outboxId", "outbox.state as outboxState", "outbox.attempts"])
    .where("idea_letter.id", "=", letterId)
    .executeTakeFirst();

/** Takes a mail to be sent; one that was being handed over when Konak stopped may have gone, so a person decides. */
export function takeMail(app: App, letterId: string): Promise<Departing | null> {
  return inTransaction(app, async (trx) => {
    const row = await rowOf(trx, letterId);
    const call = row && (await callById(trx, row.callId));
    if (!row?.toMail || !call) return null;
    const attempt = row.attempts + 1;
    const departing = { letterId, outboxId: row.outboxId, attempt, workspaceId: row.workspaceId };
    if (row.outboxState === "sending") {
      const reason = "Konak stopped while the mail was being handed over.";
      await settleRows(app, trx, departing, { kind: "unknown", reason }, null);
      return null;
    }
    if (!["queued", "waiting", "taken"].includes(row.outboxState)) return null;
    await trx.updateTable("outbox").set({ state: "taken", attempts: attempt }).where("id", "=", row.outboxId).execute();
    const texts = letterTexts[row.lang as CallLanguage] ?? letterTexts.en;
    const link = ideaLink(app, call.slug, row.ideaId);
    const text = `${row.text}\n\n${texts.yourPage} ${link}\n\n${call.brandName}`;
    const messageId = `<idea.${row.id}@${new URL(app.url).hostname}>`;
    const mail = { to: row.toMail, subject: texts.subject(call.question), text, html: htmlOf(text), messageId };
    return { ...departing, mail };
  });
}

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const htmlOf = (text: string): string =>
  text
    .split("\n\n")
    .map((part) => `<p>${part.replace(/[&<>"]/g, (sign) => signs[sign] ?? "").replaceAll("\n", "<br>")}</p>`)
    .join("");

export async function handOver(app: App, outboxId: string): Promise<void> {
  await app.db.write.updateTable("outbox").set({ state: "sending" }).where("id", "=", outboxId).execute();
}

/** Writes down what became of an attempt; `nextAt` is when a waiting mail is tried again. */
export async function settleMail(app: App, departing: Departing, outcome: Sent, nextAt: string | null): Promise<void> {
  await inTransaction(app, (trx) => settleRows(app, trx, departing, outcome, nextAt));
  app.live.hint({ workspaceId: departing.workspaceId, slice: "ideas" });
}

const outboxStates = { sent: "sent", wait: "waiting", refused: "refused", unknown: "unknown" } as const;
const letterStates = { sent: "sent", wait: "queued", refused: "failed", unknown: "unknown" } as const;

async function settleRows(
  app: App,
  trx: Trx,
  { letterId, outboxId, attempt }: Omit<Departing, "mail">,
  outcome: Sent,
  nextAt: string | null,
): Promise<void> {
  const at = app.clock.iso();
  const detail = outcome.reason?.slice(0, 500) ?? null;
  await trx
    .updateTable("outbox")
    .set({ state: outboxStates[outcome.kind], nextAt: nextAt ?? at })
    .where("id", "=", outboxId)
    .execute();
  await trx
    .insertInto("delivery")
    .values({ id: newId(), outboxId, subjectId: letterId, attempt, at, outcome: outcome.kind, detail })
    .execute();
  const sent = outcome.kind === "sent";
  const letter = await trx
    .updateTable("idea_letter")
    .set({ state: letterStates[outcome.kind], reason: detail, sentAt: sent ? at : null })
    .where("id", "=", letterId)
    .returning(["ideaId", "kind"])
    .executeTakeFirstOrThrow();
  if (sent) await told(trx, letter.ideaId, letter.kind, at);
  await countToTell(trx, letter.ideaId);
}
