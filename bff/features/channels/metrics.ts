import { timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { Gauge, Registry } from "prom-client";
import { channelMetrics } from "#bff/features/channels/metrics-queries.ts";
import { clientAddress, isLoopback } from "#bff/platform/client-address.ts";
import type { App } from "#bff/platform/context.ts";
import { historyShare } from "#shared/channels/health.ts";

/**
 * `GET /metrics` for Prometheus: what the health screen of every channel says. Open to this machine alone, or to
 * whoever has `KONAK_METRICS_TOKEN`; handles are names of accounts, never anything of a member.
 */
export function metricsHttp(app: App): Hono {
  const hono = new Hono();
  hono.get("/metrics", async (c) => {
    if (!mayRead(app, c))
      return c.text("Metrics are open to this machine, or with KONAK_METRICS_TOKEN as bearer token.", 403);
    const registry = await measured(app);
    return c.body(await registry.metrics(), 200, { "content-type": registry.contentType });
  });
  return hono;
}

function mayRead(app: App, c: Context): boolean {
  const { metricsToken, trustProxy } = app.config;
  if (metricsToken) {
    const given = Buffer.from((c.req.header("authorization") ?? "").replace(/^Bearer\s+/i, ""));
    const right = Buffer.from(metricsToken);
    return given.length === right.length && timingSafeEqual(given, right);
  }
  // A proxy nobody named speaks for the whole world from this machine's own address.
  return isLoopback(clientAddress(c, trustProxy)) && (trustProxy.length > 0 || !c.req.header("x-forwarded-for"));
}

const healths = ["ok", "slow", "narrowed", "reconnect", "paused"];
const common = ["channel", "network", "handle", "brand"];

type Facts = Awaited<ReturnType<typeof channelMetrics>>;
type Sheet = {
  registry: Registry;
  now: number;
  labels: Map<string, Record<string, string>>;
  gauge(name: string, help: string, labelNames: string[]): Gauge;
};

async function measured(app: App): Promise<Registry> {
  const registry = new Registry();
  const facts = await channelMetrics(app);
  const sheet: Sheet = {
    registry,
    now: app.clock.now().getTime(),
    labels: new Map(
      facts.channels.map(({ id, network, handle, brand }) => [id, { channel: id, network, handle, brand }]),
    ),
    gauge: (name, help, labelNames) => new Gauge({ name: `konak_${name}`, help, labelNames, registers: [registry] }),
  };
  health(sheet, facts);
  ways(sheet, facts);
  past(sheet, facts);
  queues(sheet, facts);
  return registry;
}

function health({ gauge, labels, now }: Sheet, facts: Facts): void {
  const states = gauge("channel_health", "1 for the health a channel is in", [...common, "health"]);
  const lag = gauge("channel_lag_seconds", "Seconds since everything of a channel was last read", common);
  for (const channel of facts.channels) {
    const of = { ...labels.get(channel.id) };
    for (const state of healths) states.set({ ...of, health: state }, channel.health === state ? 1 : 0);
    if (channel.lastSyncAt) lag.set(of, (now - Date.parse(channel.lastSyncAt)) / 1000);
  }
  limits({ gauge, now }, facts);
}

/** As the health screen has them: a limit whose time is over is whole again. */
function limits({ gauge, now }: Pick<Sheet, "gauge" | "now">, facts: Facts): void {
  const left = gauge("budget_remaining", "What is left of a limit of the network", ["key", "name"]);
  const whole = gauge("budget_limit", "A limit of the network, whole", ["key", "name"]);
  const reset = gauge("budget_reset_timestamp_seconds", "When a limit is whole again (Unix time)", ["key", "name"]);
  for (const { key, name, remaining, limit, resetAt } of facts.budgets) {
    const over = resetAt !== null && Date.parse(resetAt) <= now && limit !== null;
    left.set({ key, name }, over ? limit : remaining);
    if (limit !== null) whole.set({ key, name }, limit);
    if (resetAt !== null && !over) reset.set({ key, name }, Date.parse(resetAt) / 1000);
  }
}

function ways({ gauge, labels }: Sheet, facts: Facts): void {
  const last = gauge("stream_last_success_timestamp_seconds", "When a way last worked (Unix time)", [
    ...common,
    "stream",
  ]);
  const items = gauge("stream_items_total", "Items a way has brought", [...common, "stream"]);
  const next = gauge("stream_next_attempt_timestamp_seconds", "When a way is tried next (Unix time)", [
    ...common,
    "stream",
  ]);
  const failures = gauge("stream_failures", "Failures of a way in a row", [...common, "stream"]);
  for (const row of facts.streams) {
    const channel = labels.get(row.channelId);
    if (!channel) continue;
    const of = { ...channel, stream: row.stream };
    if (row.lastOkAt) last.set(of, Date.parse(row.lastOkAt) / 1000);
    if (row.nextAt) next.set(of, Date.parse(row.nextAt) / 1000);
    items.set(of, row.items);
    failures.set(of, row.failures);
  }
}

function past({ gauge, labels }: Sheet, facts: Facts): void {
  const share = gauge("history_share", "How much of the past that was asked for is read, 0 to 1", [...common, "state"]);
  const items = gauge("history_items", "Items of the past that were read", [...common, "state"]);
  for (const { channelId, state, items: read, ...history } of facts.history) {
    const channel = labels.get(channelId);
    if (!channel) continue;
    const come = historyShare({ ...history, done: state === "done" });
    if (come !== null) share.set({ ...channel, state }, come);
    items.set({ ...channel, state }, read);
  }
}

type Counted = { channelId: string; count: number; as?: Record<string, string> };

function queues(sheet: Sheet, facts: Facts): void {
  const counted = (name: string, help: string, rows: Counted[], more: string[] = []) => {
    const one = sheet.gauge(name, help, [...common, ...more]);
    for (const { channelId, count, as } of rows) {
      const channel = sheet.labels.get(channelId);
      if (channel) one.set({ ...channel, ...as }, Number(count));
    }
  };
  const replies = facts.waiting.map((row) => ({ ...row, as: { status: row.status } }));
  counted("replies", "Replies that are not settled, by status", replies, ["status"]);
  const acts = facts.acts.map((row) => ({ ...row, as: { status: row.status } }));
  counted("acts", "Actions on messages that are not settled, by status", acts, ["status"]);
  counted("hooks_waiting", "Webhooks kept and not read yet", facts.hooks);
  counted("look_ups_waiting", "Things webhooks only named that are not looked up yet", facts.lookUps);
  const found = facts.found.map((row) => ({ ...row, count: row.found }));
  counted("reconciled_found", "Items a second look found in the last 90 days", found);
  const aside = facts.aside.map((row) => ({ ...row, as: { kind: row.kind } }));
  counted("set_aside", "Items that are kept raw or remarked on, by why", aside, ["kind"]);
  const jobs = sheet.gauge("jobs", "Jobs in the queue", ["kind"]);
  const late = sheet.gauge("job_late_seconds", "Seconds the oldest job of a kind is late", ["kind"]);
  for (const { kind, count, oldest } of facts.jobs) {
    jobs.set({ kind }, Number(count));
    late.set({ kind }, Math.max((sheet.now - Date.parse(oldest)) / 1000, 0));
  }
}
