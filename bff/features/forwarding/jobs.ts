import { expireForward } from "#bff/features/forwarding/answer-commands.ts";
import { type Sent, settleLetter, takeLetter } from "#bff/features/forwarding/delivery-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import type { Mail } from "#bff/platform/mail.ts";

type Payload = { forwardId: string };

/** Mails of forwards on their way out, and questions whose time is over. */
export function forwardingJobs(app: App): Handlers {
  return {
    "forward.deliver": ({ forwardId }: Payload) => deliver(app, forwardId),
    "forward.expire": async ({ forwardId }: Payload) => void (await expireForward(app, forwardId)),
  };
}

const mostAttempts = 24;

async function deliver(app: App, forwardId: string): Promise<{ again: string } | undefined> {
  const letter = await takeLetter(app, forwardId);
  if (!letter) return;
  const outcome = await post(app, letter.mail);
  if (outcome.kind === "wait" && letter.attempt < mostAttempts) {
    const delay = Math.min(60_000 * 2 ** (letter.attempt - 1), 3_600_000);
    const again = new Date(app.clock.now().getTime() + delay).toISOString();
    await settleLetter(app, letter, outcome, again);
    return { again };
  }
  await settleLetter(app, letter, outcome.kind === "wait" ? { ...outcome, kind: "refused" } : outcome, null);
}

// A folder that cannot be written throws before anything left the house, so it is tried again like a busy server.
async function post(app: App, mail: Mail): Promise<Sent> {
  const outcome = await app.mailer
    .send(mail)
    .catch((error: Error) => ({ kind: "wait" as const, until: "", reason: error.message }));
  if (outcome.kind === "ok") return { kind: "sent", reason: null };
  return { kind: outcome.kind === "reconnect" ? "refused" : outcome.kind, reason: outcome.reason };
}
