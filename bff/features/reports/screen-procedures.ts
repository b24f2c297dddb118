import { z } from "zod";
import { setKind, tagPost } from "#bff/features/reports/campaign-commands.ts";
import { getPostMarks } from "#bff/features/reports/campaign-queries.ts";
import { getCompare } from "#bff/features/reports/compare.ts";
import { campaignNames } from "#bff/features/reports/line-queries.ts";
import { getMix } from "#bff/features/reports/mix.ts";
import { getOverview } from "#bff/features/reports/overview.ts";
import { getPostReadings } from "#bff/features/reports/post-reading-queries.ts";
import { brandOf } from "#bff/features/reports/queries.ts";
import { getRivalReadings, getRivals } from "#bff/features/reports/rivals.ts";
import { importRivals, removeRival, saveRival } from "#bff/features/reports/rivals-commands.ts";
import { getTeam } from "#bff/features/reports/team-queries.ts";
import { getTeamRows } from "#bff/features/reports/team-row-queries.ts";
import { getTimePosts, getTimes } from "#bff/features/reports/times.ts";
import { ask } from "#bff/platform/trpc.ts";
import { PostReadings } from "#shared/reports/post-readings.ts";
import { RivalFile, RivalFileResult, RivalInput, RivalReadings, Rivals } from "#shared/reports/rivals-schema.ts";
import { ReportFilter } from "#shared/reports/schema.ts";
import {
  Compare,
  CompareFilter,
  KindInput,
  Mix,
  Overview,
  PostLines,
  PostMarks,
  ScreenFilter,
  TagInput,
  TeamReport,
  TeamRowPage,
  TimeAsked,
  Times,
} from "#shared/reports/screens.ts";

const reading = ask("report.read");

/** The further report screens: one procedure a screen, one for the rows behind its numbers, and what people say. */
export const screenProcedures = {
  overview: reading
    .input(ReportFilter.pick({ from: true, to: true }))
    .output(Overview)
    .query(({ ctx, input }) => getOverview(ctx, input)),
  times: reading
    .input(ScreenFilter)
    .output(Times)
    .query(({ ctx, input }) => getTimes(ctx, input)),
  timePosts: reading
    .input(TimeAsked)
    .output(PostLines)
    .query(({ ctx, input }) => getTimePosts(ctx, input)),
  mix: reading
    .input(ScreenFilter)
    .output(Mix)
    .query(({ ctx, input }) => getMix(ctx, input)),
  team: reading
    .input(ReportFilter)
    .output(TeamReport)
    .query(({ ctx, input }) => getTeam(ctx, input)),
  teamRows: reading
    .input(ReportFilter.extend({ userId: z.string().nullable(), cursor: z.string().max(120).optional() }))
    .output(TeamRowPage)
    .query(({ ctx, input }) => getTeamRows(ctx, input)),
  compare: reading
    .input(CompareFilter)
    .output(Compare)
    .query(({ ctx, input }) => getCompare(ctx, input)),
  rivals: reading
    .input(ScreenFilter)
    .output(Rivals)
    .query(({ ctx, input }) => getRivals(ctx, input)),
  rivalReadings: reading
    .input(ScreenFilter.extend({ rivalId: z.string() }))
    .output(RivalReadings)
    .query(({ ctx, input }) => getRivalReadings(ctx, input)),
  campaigns: reading
    .input(z.object({ brand: z.string().min(1).max(60) }))
    .output(z.array(z.string()))
    .query(async ({ ctx, input }) => await campaignNames(ctx, (await brandOf(ctx, input.brand)).id)),
  postMarks: reading
    .input(z.object({ postId: z.string() }))
    .output(PostMarks)
    .query(({ ctx, input }) => getPostMarks(ctx, input.postId)),
  postReadings: reading
    .input(z.object({ postId: z.string() }))
    .output(PostReadings)
    .query(({ ctx, input }) => getPostReadings(ctx, input.postId)),
  tagPost: ask("post.tag")
    .input(TagInput)
    .mutation(({ ctx, input }) => tagPost(ctx, input)),
  setKind: ask("post.kind")
    .input(KindInput)
    .mutation(({ ctx, input }) => setKind(ctx, input)),
  saveRival: ask("rival.save")
    .input(RivalInput)
    .mutation(({ ctx, input }) => saveRival(ctx, input)),
  removeRival: ask("rival.delete")
    .input(z.object({ brand: z.string(), rivalId: z.string() }))
    .mutation(({ ctx, input }) => removeRival(ctx, input)),
  importRivals: ask("rival.import")
    .input(RivalFile)
    .output(RivalFileResult)
    .mutation(({ ctx, input }) => importRivals(ctx, input)),
};
