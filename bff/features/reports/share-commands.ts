import { lookOf } from "#bff/features/reports/look-queries.ts";
import { brandOf } from "#bff/features/reports/queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { forgiveShare, limitShare } from "#bff/features/reports/share-limit.ts";
import { type SharedRow, shareByTokenHash, shareState, shareUrl } from "#bff/features/reports/share-queries.ts";
import { hashPassword, isPassword, shareToken } from "#bff/features/reports/share-token.ts";
import { type App, asKonak, assertBrand, assertMay, type Ctx } from "#bff/platform/context.ts";
import { hashToken } from "#bff/platform/crypto.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { Report, ReportFilter } from "#shared/reports/schema.ts";
import type { SharedPage, ShareInput } from "#shared/reports/sharing-schema.ts";

/** Makes a link to a report, frozen as it is now or live. A report that cannot be shown cannot be shared either. */
export async function shareReport(ctx: Ctx, input: ShareInput): Promise<{ id: string; url: string }> {
  assertMay(ctx.actor, "report.share");
  const brand = await brandOf(ctx, input.filter.brand);
  const report = await getReport(ctx, input.filter);
  const id = newId();
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  const expiresAt = new Date(ctx.clock.now().getTime() + input.days * 86_400_000).toISOString();
  return await write(ctx, "report.share", `brand:${brand.id}`, async (trx, audit) => {
    const { from, to } = input.filter;
    audit({ shareId: id, from, to, live: input.live, expiresAt, password: passwordHash !== null });
    await trx
      .insertInto("report_share")
      .values({
        ...{ id, workspaceId: ctx.actor.workspaceId, brandId: brand.id, userId: ctx.actor.userId ?? "" },
        tokenHash: hashToken(shareToken(ctx, id)),
        filter: JSON.stringify(input.filter),
        frozen: input.live ? null : JSON.stringify(report),
        ...{ passwordHash, expiresAt, revokedAt: null, opened: 0, lastOpenedAt: null },
        createdAt: ctx.clock.iso(),
      })
      .execute();
    return { id, url: shareUrl(ctx, id) };
  });
}

/** Ends a link at once; ending it again changes nothing. */
export function revokeShare(ctx: Ctx, id: string): Promise<void> {
  return write(ctx, "report.share", `share:${id}`, async (trx, audit) => {
    const share = await trx
      .selectFrom("report_share")
      .select(["brandId", "revokedAt"])
      .where("id", "=", id)
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .executeTakeFirst();
    if (!share) throw new DomainError("not_found", "There is no such link here.", {});
    assertBrand(ctx.actor, share.brandId);
    audit({ revoked: true });
    if (!share.revokedAt)
      await trx.updateTable("report_share").set({ revokedAt: ctx.clock.iso() }).where("id", "=", id).execute();
  });
}

/**
 * What a link shows to whoever has it. Wrong passwords are counted by the link, so they cannot be tried for long. Made
 * as a PDF it is no new opening, and rarer: a PDF is work. Those are counted after the password, or whoever has the bare
 * link could use them up.
 */
export async function openShare(
  app: App,
  token: string,
  password: string | null,
  use: "open" | "pdf" = "open",
): Promise<SharedPage> {
  const tokenHash = hashToken(token);
  limitShare(tokenHash, "open", app.clock.now());
  const share = await shareByTokenHash(app.db.read, tokenHash);
  if (!share) return { state: "unknown" };
  const state = shareState(share, app.clock.iso());
  const { brandName, timeZone } = share;
  if (state !== "open") return { state, brandName, timeZone, at: share.revokedAt ?? share.expiresAt };
  if (share.passwordHash !== null) {
    if (password === null) return { state: "password", wrong: false };
    limitShare(tokenHash, "password", app.clock.now());
    if (!(await isPassword(password, share.passwordHash))) return { state: "password", wrong: true };
    forgiveShare(tokenHash, "password");
  }
  if (use === "pdf") limitShare(tokenHash, "pdf", app.clock.now());
  const report = await sharedReport(app, share);
  if (use === "open") await countOpening(app, share);
  const { color, logo } = await lookOf(app.db.read, share.brandId);
  const { createdAt: sharedAt, expiresAt } = share;
  return { state: "open", report, live: share.frozen === null, sharedAt, expiresAt, look: { color, logo } };
}

async function sharedReport(app: App, share: SharedRow): Promise<Report> {
  if (share.frozen !== null) return Report.parse(JSON.parse(share.frozen));
  // the brand may have got another short name since
  const filter = { ...ReportFilter.parse(JSON.parse(share.filter)), brand: share.slug };
  return await getReport(asKonak(app, share.workspaceId), filter);
}

const countOpening = (app: App, share: SharedRow): Promise<unknown> =>
  app.db.write
    .updateTable("report_share")
    .set((eb) => ({ opened: eb("opened", "+", 1), lastOpenedAt: app.clock.iso() }))
    .where("id", "=", share.id)
    .execute();
