import type { IncomingMetric } from "#bff/connectors/incoming.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Engine, Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";

/**
 * Keeps numbers beside a post's plain counts as dated readings, each with the call that gave it. A reading equal to
 * the one before it is not kept again; a number of a period is kept once a period and replaced as it grows. Gives the
 * days whose posts have new numbers.
 */
export async function storeMetrics(
  engine: Engine,
  trx: Trx,
  channel: ChannelTable,
  metrics: IncomingMetric[],
): Promise<string[]> {
  if (metrics.length === 0) return [];
  const days = new Set<string>();
  const posts = await postIds(trx, channel.id, metrics);
  const rows: Record<string, unknown>[] = [];
  const newest = new Map<string, Reading>();
  for (const { postExternalId, metric, part, value, at, from, to, call } of metrics) {
    const post = postExternalId === null ? null : (posts.get(postExternalId) ?? null);
    if (postExternalId !== null && !post) continue;
    const postId = post?.id ?? null;
    const series = { channelId: channel.id, postId, metric, part, fromAt: from };
    const key = JSON.stringify(series);
    const last: Reading | undefined = newest.get(key) ?? (await lastOf(trx, series));
    if (last && last.value === value && last.call === call) continue;
    if (post) days.add(post.day);
    const row = { id: newId(), ...series, value, at, toAt: to, call };
    if (last && from !== null) await replace(trx, rows, { ...row, id: last.id });
    else rows.push(row);
    newest.set(key, from !== null && last ? { ...row, id: last.id } : row);
  }
  const columns = ["id", "channelId", "postId", "metric", "part", "value", "at", "fromAt", "toAt", "call"] as const;
  await insertMany(engine, trx, "metric_reading", [...columns], rows);
  return [...days];
}

type Reading = { id: string; value: number | null; call: string };
type Row = Reading & { at: string; toAt: string | null };

async function replace(trx: Trx, rows: Record<string, unknown>[], row: Row): Promise<void> {
  const fresh = rows.find((one) => one.id === row.id);
  if (fresh) Object.assign(fresh, row);
  const { id, value, at, toAt, call } = row;
  if (!fresh) await trx.updateTable("metric_reading").set({ value, at, toAt, call }).where("id", "=", id).execute();
}

type Series = { channelId: string; postId: string | null; metric: string; part: string; fromAt: string | null };

const lastOf = (trx: Trx, { channelId, postId, metric, part, fromAt }: Series) =>
  trx
    .selectFrom("metric_reading")
    .select(["id", "value", "call"])
    .where("channelId", "=", channelId)
    .where("metric", "=", metric)
    .where("part", "=", part)
    .where("postId", postId === null ? "is" : "=", postId)
    .where("fromAt", fromAt === null ? "is" : "=", fromAt)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();

type Post = { id: string; day: string };

async function postIds(trx: Trx, channelId: string, metrics: IncomingMetric[]): Promise<Map<string, Post>> {
  const wanted = [...new Set(metrics.flatMap((one) => one.postExternalId ?? []))];
  if (wanted.length === 0) return new Map();
  const rows = await trx
    .selectFrom("post")
    .select(["id", "externalId", "day"])
    .where("channelId", "=", channelId)
    .where("externalId", "in", wanted)
    .execute();
  return new Map(rows.map(({ externalId, id, day }) => [externalId, { id, day }]));
}
