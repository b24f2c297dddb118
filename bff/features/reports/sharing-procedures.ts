import { z } from "zod";
import { getAhead } from "#bff/features/reports/ahead.ts";
import { saveLook } from "#bff/features/reports/look-commands.ts";
import { lookOf } from "#bff/features/reports/look-queries.ts";
import { brandOf } from "#bff/features/reports/queries.ts";
import {
  pauseSchedule,
  removeSchedule,
  resendReportMail,
  saveSchedule,
} from "#bff/features/reports/schedule-commands.ts";
import { listSchedules } from "#bff/features/reports/schedule-queries.ts";
import { openShare, revokeShare, shareReport } from "#bff/features/reports/share-commands.ts";
import { listShares } from "#bff/features/reports/share-queries.ts";
import { similarPosts } from "#bff/features/reports/similar-queries.ts";
import { ask, open } from "#bff/platform/trpc.ts";
import { Ahead } from "#shared/reports/forecast-schema.ts";
import {
  LookInput,
  LookView,
  ScheduleInput,
  ScheduleView,
  SharedPage,
  ShareInput,
  ShareView,
} from "#shared/reports/sharing-schema.ts";
import { Similar, SimilarInput } from "#shared/reports/similar-schema.ts";

const OfBrand = z.object({ brand: z.string() });
const OfId = z.object({ id: z.string() });

/** Reports that leave the house, and what is ahead. A link's page is the only thing here that needs no account. */
export const sharingProcedures = {
  ahead: ask("report.read")
    .input(OfBrand)
    .output(Ahead)
    .query(({ ctx, input }) => getAhead(ctx, input.brand)),
  similar: ask("report.read")
    .input(SimilarInput)
    .output(Similar)
    .query(({ ctx, input }) => similarPosts(ctx, input)),
  shares: ask("report.share")
    .input(OfBrand)
    .output(z.array(ShareView))
    .query(({ ctx, input }) => listShares(ctx, input.brand)),
  share: ask("report.share")
    .input(ShareInput)
    .output(z.object({ id: z.string(), url: z.string() }))
    .mutation(({ ctx, input }) => shareReport(ctx, input)),
  revokeShare: ask("report.share")
    .input(OfId)
    .mutation(({ ctx, input }) => revokeShare(ctx, input.id)),
  openShare: open
    .input(z.object({ token: z.string().min(1).max(200), password: z.string().max(200).nullable() }))
    .output(SharedPage)
    .mutation(({ ctx, input }) => openShare(ctx, input.token, input.password)),
  schedules: ask("report.schedule")
    .input(OfBrand)
    .output(z.object({ items: z.array(ScheduleView), folder: z.string().nullable() }))
    .query(async ({ ctx, input }) => ({ items: await listSchedules(ctx, input.brand), folder: ctx.mailer.folder })),
  saveSchedule: ask("report.schedule")
    .input(ScheduleInput)
    .output(OfId)
    .mutation(({ ctx, input }) => saveSchedule(ctx, input)),
  pauseSchedule: ask("report.schedule")
    .input(OfId.extend({ paused: z.boolean() }))
    .mutation(({ ctx, input }) => pauseSchedule(ctx, input.id, input.paused)),
  removeSchedule: ask("report.schedule")
    .input(OfId)
    .mutation(({ ctx, input }) => removeSchedule(ctx, input.id)),
  resendMail: ask("report.schedule")
    .input(OfId)
    .mutation(({ ctx, input }) => resendReportMail(ctx, input.id)),
  look: ask("report.read")
    .input(OfBrand)
    .output(LookView)
    .query(async ({ ctx, input }) => lookOf(ctx.db.read, (await brandOf(ctx, input.brand)).id)),
  saveLook: ask("report.look")
    .input(LookInput)
    .mutation(({ ctx, input }) => saveLook(ctx, input)),
};
