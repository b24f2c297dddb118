import { forgetOldHooks, readHooks } from "#bff/features/channels/hook-commands.ts";
import type { Found } from "#bff/features/channels/look-up-commands.ts";
import { lookAgain, lookUpNotice } from "#bff/features/channels/look-up-jobs.ts";
import type { SaidAt } from "#bff/features/channels/look-up-queries.ts";
import { subscribeHook } from "#bff/features/channels/subscribe-commands.ts";
import { tellPeople, tellPerson } from "#bff/features/channels/tell-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";

type OfChannel = { channelId: string };

/** What channels do beside reading: kept webhooks are read and looked up, networks asked to send them, people told of a dead key. */
export function pushJobs(app: App): Handlers {
  return {
    "channel.hook": async ({ channelId }: OfChannel) => {
      await readHooks(app, channelId);
      return undefined;
    },
    "channel.lookUp": ({ channelId, notice, said }: OfChannel & { notice: string; said?: SaidAt }) =>
      lookUpNotice(app, channelId, notice, said),
    "channel.lookAgain": ({ channelId, notice, found }: OfChannel & { notice: string; found: Found }) =>
      lookAgain(app, channelId, notice, found),
    "channel.subscribe": ({ channelId }: OfChannel) => subscribeHook(app, channelId),
    "channel.tell": ({ channelId }: OfChannel) => tellPeople(app, channelId),
    "channel.mail": ({ channelId, userId }: OfChannel & { userId: string }) => tellPerson(app, channelId, userId),
    "channel.tidy": async () => {
      await forgetOldHooks(app);
      return { again: new Date(app.clock.now().getTime() + 86_400_000).toISOString() };
    },
  };
}
