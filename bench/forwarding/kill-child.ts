import { ensureMailboxJob, forwardingJobs } from "#bff/features/forwarding/jobs.ts";
import { claim } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import { openMailer } from "#bff/platform/mail.ts";
import { openKonak } from "../open-konak.ts";

// One Konak that delivers until it is killed; its first message says by how many seconds its clock is ahead.
const [, , folder = "", smtpUrl = "", imapUrl = ""] = process.argv;
const ahead = await new Promise<unknown>((resolve) => process.once("message", resolve));
const opened = await openKonak(folder);
// A Konak that died holds its job for two minutes; those that follow live that much later instead of waiting.
const now = () => new Date(Date.now() + Number(ahead) * 1000);
const mailbox = { imapUrl: imapUrl || null, mailReplyTo: "answers@lumi.example" };
const app = {
  ...opened,
  config: { ...opened.config, ...mailbox },
  clock: { now, iso: () => now().toISOString() },
  mailer: openMailer({ ...opened.config, smtpUrl, mailFrom: "Konak <konak@lumi.example>" }),
};
const handlers = forwardingJobs(app);
await ensureMailboxJob(app);
process.send?.("ready", undefined, undefined, () => {});
for (;;) {
  const at = now();
  const until = new Date(at.getTime() + 120_000).toISOString();
  const job = await claim(app.db, at.toISOString(), until, Object.keys(handlers));
  if (job) await runJob(app, handlers, job);
  else {
    process.send?.("idle", undefined, undefined, () => {});
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
