import { type Migration, Migrator } from "kysely/migration";
import { ground } from "#bff/platform/db/migrations/0001-ground.ts";
import { inbox } from "#bff/platform/db/migrations/0002-inbox.ts";
import { work } from "#bff/platform/db/migrations/0003-work.ts";
import { counts } from "#bff/platform/db/migrations/0004-counts.ts";
import { checks } from "#bff/platform/db/migrations/0005-checks.ts";
import { readings } from "#bff/platform/db/migrations/0006-readings.ts";
import { campaigns } from "#bff/platform/db/migrations/0007-campaigns.ts";
import { sharing } from "#bff/platform/db/migrations/0008-sharing.ts";
import { loops } from "#bff/platform/db/migrations/0009-loops.ts";
import { channels } from "#bff/platform/db/migrations/0010-channels.ts";
import { ideas } from "#bff/platform/db/migrations/0011-ideas.ts";
import { crisis } from "#bff/platform/db/migrations/0012-crisis.ts";
import { postCounts } from "#bff/platform/db/migrations/0013-post-counts.ts";
import { attachments } from "#bff/platform/db/migrations/0014-attachments.ts";
import { news } from "#bff/platform/db/migrations/0015-news.ts";
import { audience } from "#bff/platform/db/migrations/0016-audience.ts";
import type { Db } from "#bff/platform/db/open.ts";

const migrations = {
  "0001-ground": ground,
  "0002-inbox": inbox,
  "0003-work": work,
  "0004-counts": counts,
  "0005-checks": checks,
  "0006-readings": readings,
  "0007-campaigns": campaigns,
  "0008-sharing": sharing,
  "0009-loops": loops,
  "0010-channels": channels,
  "0011-ideas": ideas,
  "0012-crisis": crisis,
  "0013-post-counts": postCounts,
  "0014-attachments": attachments,
  "0015-news": news,
  "0016-audience": audience,
};

/** Brings the database to today's shape; a step that fails is rolled back whole and stops the start. */
export async function migrate(db: Db): Promise<void> {
  const bound = Object.fromEntries(
    Object.entries(migrations).map(([name, up]) => [name, { up: (trx) => up(trx, db.engine) } satisfies Migration]),
  );
  const migrator = new Migrator({ db: db.write, provider: { getMigrations: async () => bound } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
