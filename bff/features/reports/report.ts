import { campaignId, partsOfCampaign } from "#bff/features/reports/campaign-part-queries.ts";
import { byFollowersNow, channelReadings, type Known, periodPart } from "#bff/features/reports/figures.ts";
import { assertPeriod } from "#bff/features/reports/period.ts";
import { brandOf, channelsOf, firstDayOf } from "#bff/features/reports/queries.ts";
import { postWords, rolledOf } from "#bff/features/reports/rolled-queries.ts";
import { rivalryOf, voiceFigure } from "#bff/features/reports/voice.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { rateFormulaOr } from "#shared/reports/closed-list.ts";
import { pairDays, periodBefore } from "#shared/reports/days.ts";
import { daysWithout } from "#shared/reports/followers.ts";
import type { Report, ReportFilter } from "#shared/reports/schema.ts";
import { addDays, dayIn } from "#shared/time.ts";

/** The report of a brand and a period, with the period before beside it. Screen and files all come from here. */
export async function getReport(ctx: Ctx, filter: ReportFilter): Promise<Report> {
  const brand = await brandOf(ctx, filter.brand);
  const today = dayIn(brand.timeZone, ctx.clock.iso());
  assertPeriod(filter, today);
  assertWhole(filter);
  const { from, to } = filter;
  const before = periodBefore(filter);
  const both = { from: before.from, to };
  const campaign = filter.campaign ? await campaignId(ctx, brand, filter.campaign) : null;
  const rolled = (await rolledOf(ctx, [brand], both)).get(brand.id) ?? { channelDays: [], postFigures: [] };
  const channels = await channelsOf(ctx, brand.id);
  const known: Known = {
    brand,
    channels,
    parts: campaign ? await partsOfCampaign(ctx, brand, { parts: rolled, campaign, period: both }) : rolled,
    words: await postWords(ctx, brand.id, filter),
    formula: rateFormulaOr(filter.formula, brand.houseFormula),
    now: ctx.clock.now(),
  };
  const [now, then] = [periodPart(known, filter), periodPart(known, before)];
  const rivalry = campaign ? null : await rivalryOf(ctx, brand.id, both);
  const voice = (posts: Report["posts"], days: { from: string; to: string }) =>
    rivalry || filter.formula === "share-of-voice" ? [voiceFigure(rivalry, { channels, posts }, days)] : [];
  return {
    brand: { slug: brand.slug, name: brand.name, timeZone: brand.timeZone },
    ...{ from, to, before },
    ...(filter.campaign && { campaign: filter.campaign }),
    ...(filter.formula && filter.formula !== known.formula && { asked: filter.formula }),
    asOf: ctx.clock.iso(),
    dataFrom: await firstDayOf(ctx, brand.id, channels),
    formula: known.formula,
    aggregate: filter.aggregate ?? brand.houseAggregate,
    house: { formula: brand.houseFormula, aggregate: brand.houseAggregate },
    serviceHours: brand.serviceHours,
    answerAim: brand.answerAim,
    figures: [...now.figures, ...voice(now.posts, filter)],
    figuresBefore: [...then.figures, ...voice(then.posts, before)],
    followersNow: byFollowersNow(known, now.posts),
    days: pairDays(filter, now.days, then.days),
    posts: now.posts,
    daysWithoutReading: withoutReading(known, filter, addDays(today, -1)),
  };
}

/** Competitors' campaigns are known to nobody, so a share of voice is of the whole brand or not there. */
function assertWhole({ formula, campaign }: ReportFilter): void {
  if (formula === "share-of-voice" && campaign)
    throw new DomainError("invalid_input", "Share of voice is of a whole brand; ask for it without a campaign.", {});
}

function withoutReading(
  known: Known,
  period: { from: string; to: string },
  last: string,
): Report["daysWithoutReading"] {
  const readings = channelReadings(known, known.parts.channelDays);
  return known.channels.flatMap((channel, at) => {
    const ofChannel = readings[at];
    const days = channel.isRead && ofChannel ? daysWithout(ofChannel, period, last) : [];
    return days.length > 0 ? [{ channelName: channel.name, network: channel.network, days }] : [];
  });
}
