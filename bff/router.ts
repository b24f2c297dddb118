import { channelsRouter } from "#bff/features/channels/router.ts";
import { forwardingRouter } from "#bff/features/forwarding/router.ts";
import { callsRouter } from "#bff/features/ideas/call-router.ts";
import { ideasRouter } from "#bff/features/ideas/idea-router.ts";
import { inboxRouter } from "#bff/features/inbox/router.ts";
import { membersRouter } from "#bff/features/members/router.ts";
import { repliesRouter, templatesRouter } from "#bff/features/replies/router.ts";
import { reportsRouter } from "#bff/features/reports/router.ts";
import { teamRouter } from "#bff/features/team/router.ts";
import { liveRouter } from "#bff/platform/live-router.ts";
import { router } from "#bff/platform/trpc.ts";

export const appRouter = router({
  team: teamRouter,
  inbox: inboxRouter,
  channels: channelsRouter,
  replies: repliesRouter,
  templates: templatesRouter,
  forwarding: forwardingRouter,
  calls: callsRouter,
  ideas: ideasRouter,
  members: membersRouter,
  reports: reportsRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
