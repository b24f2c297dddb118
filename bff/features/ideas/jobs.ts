import { harvest } from "#bff/features/ideas/harvest-commands.ts";
import { handOver, settleMail, takeMail } from "#bff/features/ideas/mail-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";

const lookEvery = 15_000;
const mostAttempts = 24;

/** Ideas coming in, and letters to contributors on their way out. */
export function ideasJobs(app: App): Handlers {
  const after = (milliseconds: number) => new Date(app.clock.now().getTime() + milliseconds).toISOString();
  return {
    "idea.harvest": async ({ callId }: { callId: string }) => {
      const next = await harvest(app, callId);
      return next === null ? undefined : { again: next === "now" ? app.clock.iso() : after(lookEvery) };
    },
    "idea.mail": async ({ letterId }: { letterId: string }) => {
      const departing = await takeMail(app, letterId);
      if (!departing) return;
      const leaving = () => handOver(app, departing.outboxId);
      // A folder that cannot be written throws before anything left the house, so it is tried again like a busy server.
      const outcome = await app.mailer
        .send(departing.mail, leaving)
        .catch((error: Error) => ({ kind: "wait" as const, until: "", reason: error.message }));
      if (outcome.kind === "wait" && departing.attempt < mostAttempts) {
        const again = after(Math.min(60_000 * 2 ** (departing.attempt - 1), 3_600_000));
        await settleMail(app, departing, outcome, again);
        return { again };
      }
      const reason = outcome.kind === "ok" ? null : outcome.reason;
      const kind = outcome.kind === "ok" ? "sent" : outcome.kind === "unknown" ? "unknown" : "refused";
      await settleMail(app, departing, { kind, reason }, null);
    },
  };
}
