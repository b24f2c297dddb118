import type { App } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { addDays, daysBetween } from "#shared/time.ts";
import { chanceOf } from "./happenings.ts";

type Of = { brandId: string; workspaceId: string; networks: readonly string[] };

/**
 * Gives every other community competitors with public counts a day or a week, now and then with a hole, so that some
 * shares of voice are there and some are not. Chances of its own, so that the communities stay the ones they were.
 */
export async function inventRivals(app: App, seed: number, of: Of, span: { from: string; to: string }): Promise<void> {
  const chance = chanceOf(seed + 100_000);
  if (chance.happens(0.5)) return;
  const { brandId, workspaceId } = of;
  const networks = [...new Set(of.networks)].slice(0, 1 + chance.below(2));
  if (chance.happens(0.2)) networks.push("mastodon");
  const holes = chance.happens(0.4);
  const createdAt = `${span.from}T00:00:00.000Z`;
  for (let n = 0; n < 1 + chance.below(3); n++) {
    const competitorId = newId();
    const named = { name: `Rival ${n}`, folded: `rival ${n}` };
    await app.db.write
      .insertInto("competitor")
      .values({ id: competitorId, workspaceId, brandId, ...named, createdAt })
      .execute();
    const step = chance.happens(0.7) ? 1 : 7;
    const readings = networks.flatMap((network) =>
      daysBetween(span.from, span.to)
        .filter((_, day) => day % step === 0 && !(holes && chance.happens(0.03)))
        .map((fromDay) => ({
          ...{ id: newId(), competitorId, network, fromDay, toDay: addDays(fromDay, step - 1) },
          ...{ followers: chance.below(9000), posts: chance.below(4), interactions: chance.below(500) },
          ...{ source: "file", userId: null, at: createdAt },
        })),
    );
    for (let at = 0; at < readings.length; at += 500)
      await app.db.write
        .insertInto("competitor_reading")
        .values(readings.slice(at, at + 500))
        .execute();
  }
}
