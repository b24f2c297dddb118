import type { ReportChannel } from "#bff/features/reports/queries.ts";
import { type KnownRival, rivalNetworks, rivalsOf } from "#bff/features/reports/rivals-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import { shareOfVoice } from "#shared/reports/formulas.ts";
import { type RivalSum, sumOfRival } from "#shared/reports/rivals.ts";
import type { Figure, PostFigures } from "#shared/reports/schema.ts";
import { daysBetween } from "#shared/time.ts";

type Days = { from: string; to: string };

/** A brand's competitors with their counts, and the networks on which any of them was ever read. */
type Rivalry = { rivals: KnownRival[]; compared: Network[] };

/** The competitors of a brand with their counts over some days; null while it has none. */
export async function rivalryOf(ctx: Ctx, brandId: string, days: Days): Promise<Rivalry | null> {
  const rivals = await rivalsOf(ctx, brandId, days);
  return rivals.length === 0 ? null : { rivals, compared: await rivalNetworks(ctx, brandId) };
}

/** A competitor's counts over a period on the networks that are compared. */
export const rivalSum = (rival: KnownRival, compared: readonly Network[], { from, to }: Days) =>
  sumOfRival(
    rival.readings.filter((one) => compared.includes(one.network)),
    from,
    to,
  );

/** Whether every network that is compared is known on each of so many days. */
export const isWhole = (
  { networks }: Pick<RivalSum, "networks">,
  compared: readonly Network[],
  days: number,
): boolean =>
  networks.length > 0 &&
  compared.every((network) => networks.some((one) => one.network === network && one.days >= days));

type Own = { channels: readonly ReportChannel[]; posts: readonly PostFigures[] };

/** The brand's interactions on the networks compared; null where it has no channel on any of them. */
export function ownVoice({ channels, posts }: Own, compared: readonly Network[]): number | null {
  if (!channels.some((channel) => compared.includes(channel.network))) return null;
  const own = posts.filter((post) => compared.includes(post.network));
  return own.reduce((sum, post) => sum + (post.interactions ?? 0), 0);
}

/** Share of voice over a period, the number that stands under Rivals, too. */
export function voiceFigure(rivalry: Rivalry | null, own: Own, period: Days): Figure {
  if (!rivalry) return shareOfVoice(null, []);
  const { rivals, compared } = rivalry;
  const days = daysBetween(period.from, period.to).length;
  const others = rivals.map((rival) => {
    const sum = rivalSum(rival, compared, period);
    return { interactions: isWhole(sum, compared, days) ? sum.interactions : null };
  });
  return shareOfVoice(ownVoice(own, compared), others);
}
