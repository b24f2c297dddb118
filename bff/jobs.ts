import { actJobs } from "#bff/features/channels/act-jobs.ts";
import { countsJobs } from "#bff/features/channels/counts-jobs.ts";
import { historyJobs } from "#bff/features/channels/history-jobs.ts";
import { channelsJobs } from "#bff/features/channels/jobs.ts";
import { pushJobs } from "#bff/features/channels/push-jobs.ts";
import { forwardingJobs } from "#bff/features/forwarding/jobs.ts";
import { ideasJobs } from "#bff/features/ideas/jobs.ts";
import { inboxJobs } from "#bff/features/inbox/jobs.ts";
import { repliesJobs } from "#bff/features/replies/jobs.ts";
import { reportsJobs } from "#bff/features/reports/jobs.ts";
import { reportMailJobs } from "#bff/features/reports/mail-jobs.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers, Lane } from "#bff/platform/jobs/worker.ts";

/** Who does which kind of job. */
export const handlers = (app: App): Handlers => ({
  ...inboxJobs(app),
  ...channelsJobs(app),
  ...pushJobs(app),
  ...actJobs(app),
  ...historyJobs(app),
  ...countsJobs(app),
  ...repliesJobs(app),
  ...forwardingJobs(app),
  ...ideasJobs(app),
  ...reportsJobs(app),
  ...reportMailJobs(app),
});

/** What people wait for never stands behind reading, and what takes long never before it. */
export const lanes: Lane[] = [
  {
    kinds: ["reply.deliver", "reply.lookUp", "reply.stands", "reply.remove", "reply.renamed", "act.deliver"],
    atOnce: 3,
  },
  { kinds: ["channel.hook"], atOnce: 1 },
  { kinds: ["channel.history", "channel.reconcile", "channel.counts"], atOnce: 1 },
];
