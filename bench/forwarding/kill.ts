import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SMTPServer } from "smtp-server";
import { sendForward } from "#bff/features/forwarding/commands.ts";
import { copyArrived } from "#bff/features/forwarding/delivery-commands.ts";
import { saveDepartment } from "#bff/features/forwarding/department-commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { loadTown } from "#fixtures/load.ts";
import { buildTown } from "#fixtures/town.ts";
import { DepartmentInput } from "#shared/forwarding/department.ts";
import { startDovecot } from "../../real/imap/dovecot.ts";
import { openKonak } from "../open-konak.ts";

// kill -9 while mails to departments are delivered, again and again: none may be lost, none may arrive twice. Ends by
// itself after ten minutes at most and says how many rounds there were. With --imap the server lays the copies of what
// it accepts into a Dovecot, and Konak looks there for what it does not know.
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "200" }, json: { type: "boolean" }, imap: { type: "boolean" } },
});
const rounds = Number(values.rounds);
const longest = 600_000;
const began = Date.now();

const folder = await mkdtemp(join(tmpdir(), "konak-kill-"));
const moments = ["any", "connected", "sender", "words", "accepted", "told"] as const;
const accepted = new Map<string, number>();
const dovecot = values.imap ? await startDovecot() : null;
let laid: Promise<unknown> = Promise.resolve();
const smtp = await mailServer();
const app = await openKonak(folder);
const waiting = [prepare(), prepare()];
try {
  const forwardIds = await ground(app);
  let round = 0;
  let killed = 0;
  let queued = 0;
  for (; round < rounds && Date.now() - began < longest; round++) {
    // Two mails wait at every start, so that a kill always meets one under way.
    for (; queued < (round + 1) * 2; queued++) await forwardIds.ask(queued);
    if (await deliverAndKill(round)) killed++;
  }
  await deliverRest(round);
  await laid;
  if (dovecot) await deliverRest(round + 1);
  print(await outcome(app), { rounds: round, killed });
} finally {
  for (const child of waiting) child.kill("SIGKILL");
  await app.db.close();
  await laid;
  await dovecot?.stop();
  await new Promise<void>((resolve) => smtp.server.close(() => resolve()));
  await rm(folder, { recursive: true, force: true });
}

type Moment = (typeof moments)[number];

/** A server on loopback that counts what it accepts and says how far each mail is, as servers see it. */
async function mailServer() {
  const reached: { moment(name: Moment): void } = { moment: () => {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onConnect: (_session, done) => {
      reached.moment("connected");
      setTimeout(done, Math.random() * 4);
    },
    onMailFrom: (_address, _session, done) => {
      reached.moment("sender");
      setTimeout(done, Math.random() * 4);
    },
    onData(stream, session, done) {
      reached.moment("words");
      let text = "";
      stream.on("data", (piece) => {
        text += piece;
      });
      stream.on("end", () => {
        const id = /^Message-ID:\s*(\S+)/im.exec(text)?.[1] ?? "none";
        // Once the last dot is there the mail is accepted, whether or not anybody is left to hear it.
        accepted.set(id, (accepted.get(id) ?? 0) + 1);
        if (session.envelope.rcptTo.some(({ address }) => address.startsWith("answers+"))) lay(text);
        reached.moment("accepted");
        setTimeout(() => {
          done();
          reached.moment("told");
        }, Math.random() * 8);
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, reached, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

/** What a mail server does with a copy once it has accepted it, one after the other. */
function lay(text: string): void {
  laid = laid.then(() => dovecot?.client((client) => client.append("INBOX", Buffer.from(text), [])));
}

async function ground(on: App) {
  const town = buildTown({ now: on.clock.iso() });
  await loadTown(on.db, town);
  const { workspace, ownerId } = town;
  const ctx: Ctx = {
    ...on,
    actor: { userId: ownerId, name: "Selin", email: "", workspaceId: workspace.id, role: "owner", brandIds: null },
  };
  const input = { name: "Measured", contacts: [{ name: "Marek", mail: "marek@quality.example" }] };
  const { id: departmentId } = await saveDepartment(ctx, DepartmentInput.parse(input));
  const rest = {
    alsoThreadIds: [],
    dueAt: null,
    withPost: true,
    firstNamesOnly: true,
    withoutPrivate: true,
    attachmentIds: null,
    translations: [],
    suggestedId: null,
    thenWaiting: false,
  };
  return {
    ask: (count: number) => {
      const threadId = town.threads[count % town.threads.length]?.id ?? "";
      const to = { departmentId, toMail: "marek@quality.example", toName: "Marek", question: `Question ${count}?` };
      return sendForward(ctx, { threadId, ...to, ...rest, idempotencyKey: `kill-${count}-of-the-loop` });
    },
  };
}

// Starting a process takes longer than delivering, so the next ones get ready beside the one that is killed.
function prepare(): ChildProcess {
  const child = join(import.meta.dirname, "kill-child.ts");
  return fork(child, [folder, smtp.url, dovecot?.url ?? ""], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

function next(round: number): ChildProcess {
  const child = waiting.shift() ?? prepare();
  waiting.push(prepare());
  child.send(round * 130);
  return child;
}

function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve) => child.on("message", (message) => message === word && resolve()));
}

function over(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

/** Kills a Konak at a moment of its deliveries: a random time, or a little after the server saw a mail get so far. */
async function deliverAndKill(round: number): Promise<boolean> {
  const child = next(round);
  const exit = over(child);
  await said(child, "ready");
  let idle = false;
  void said(child, "idle").then(() => (idle = true));
  const wanted = moments[round % moments.length];
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, wanted === "any" ? Math.random() * 400 : 5_000);
    void said(child, "idle").then(() => setTimeout(resolve, 30));
    smtp.reached.moment = (name) => {
      if (name !== wanted) return;
      clearTimeout(late);
      setTimeout(resolve, Math.random() * 6);
    };
  });
  smtp.reached.moment = () => {};
  const busy = !idle;
  child.kill("SIGKILL");
  await exit;
  return busy;
}

async function deliverRest(round: number): Promise<void> {
  const child = next(round + 1);
  const exit = over(child);
  await said(child, "idle");
  child.kill("SIGKILL");
  await exit;
}

type Outcome = Record<
  "mails" | "sentOnce" | "byCopy" | "doubtArrived" | "doubtNot" | "lost" | "twice" | "stuck",
  number
>;

/** What became of every mail, by the outbox and by the server: they have to tell the same story. */
async function outcome(on: App): Promise<Outcome> {
  const rows = await on.db.read
    .selectFrom("outbox")
    .select(["subjectId", "state"])
    .where("kind", "=", "mail")
    .execute();
  const none = { sentOnce: 0, byCopy: 0, doubtArrived: 0, doubtNot: 0, lost: 0, twice: 0, stuck: 0 };
  const found: Outcome = { mails: rows.length, ...none };
  const settled = await on.db.read
    .selectFrom("delivery")
    .select("subjectId")
    .where("detail", "=", copyArrived)
    .execute();
  found.byCopy = new Set(settled.map(({ subjectId }) => subjectId)).size;
  const counts = new Map([...accepted].map(([id, count]) => [/forward\.([0-9a-z]{21})\./.exec(id)?.[1] ?? id, count]));
  for (const { subjectId, state } of rows) {
    const count = counts.get(subjectId) ?? 0;
    if (count > 1) found.twice++;
    if (state === "sent") found[count === 0 ? "lost" : "sentOnce"]++;
    else if (state === "unknown") found[count === 0 ? "doubtNot" : "doubtArrived"]++;
    else found.stuck++;
  }
  return found;
}

function print(found: Outcome, { rounds: done, killed }: { rounds: number; killed: number }): void {
  const seconds = Math.round((Date.now() - began) / 1000);
  process.exitCode = found.lost + found.twice + found.stuck === 0 ? 0 : 1;
  if (values.json) {
    console.log(JSON.stringify({ rounds: done, killed, seconds, ...found }));
    return;
  }
  console.log(
    `${done} rounds of kill -9 in ${seconds} s, ${killed} of them while mails were under way; ${found.mails} mails.`,
  );
  console.log(`  sent, and accepted by the server once   ${found.sentOnce}`);
  console.log(`    of them settled by its own copy       ${found.byCopy}`);
  console.log(`  in doubt, shown to a person: accepted   ${found.doubtArrived}`);
  console.log(`  in doubt, shown to a person: not there  ${found.doubtNot}`);
  console.log(`  lost (called sent, never accepted)      ${found.lost}`);
  console.log(`  accepted twice                          ${found.twice}`);
  console.log(`  neither sent nor in doubt at the end    ${found.stuck}`);
}
