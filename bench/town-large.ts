import { join } from "node:path";
import Database from "better-sqlite3";
import { migrate } from "#bff/platform/db/migrate.ts";
import { openSqlite } from "#bff/platform/db/open.ts";
import { indexedWords } from "#bff/platform/db/search-parts.ts";
import { hasQuestion } from "#shared/replies/question.ts";
import { dice, pick, type Roll } from "./dice.ts";
import { type Ground, idOf, inserter, insertGround } from "./town-ground.ts";
import { someAnswer, someComment, someLanguage, someName } from "./town-words.ts";

const ends = Date.UTC(2026, 10, 18, 9);
const lasts = 730 * 24 * 3600_000;
const openAtOnce = 500;
const bulky = ["thread", "message", "member", "identity", "thread_label", "thread_read"];

/** Fills `folder` with a Konak database of that many messages: always the same ones. Gives the owner's id. */
export async function fillTown(folder: string, messages: number): Promise<{ userId: string }> {
  const file = join(folder, "konak.db");
  const fresh = openSqlite(file);
  await migrate(fresh);
  await fresh.close();
  const db = new Database(file);
  db.pragma("journal_mode = OFF");
  db.pragma("synchronous = OFF");
  db.pragma("cache_size = -400000");
  const ground = insertGround(db);
  const indexes = withoutIndexes(db);
  db.transaction(() => writeThreads(db, ground, messages))();
  for (const statement of indexes) db.exec(statement);
  db.close();
  return { userId: ground.userId };
}

// Indexes built at the end, in one sorted pass each, are the same ones in a fraction of the time.
function withoutIndexes(db: Database.Database): string[] {
  const list = db
    .prepare(
      "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (select value from json_each(?))",
    )
    .all(JSON.stringify(bulky)) as { name: string; sql: string }[];
  for (const { name } of list) db.exec(`drop index "${name}"`);
  return list.map(({ sql }) => sql);
}

type Said = { author: "member" | "other" | "brand"; text: string; at: string };
type Writer = { id: string; identityId: string; name: string; handle: string };
type Thread = {
  n: number;
  id: string;
  channel: Ground["channels"][number];
  words: ReturnType<typeof someLanguage>;
  member: Writer;
  said: Said[];
};

// Many conversations go on at once, so the messages of a thread lie apart in the table, as in life.
function writeThreads(db: Database.Database, ground: Ground, messages: number): void {
  const roll = dice(4700);
  const write = writers(db);
  const members = writtenMembers(write, roll, ground, Math.max(100, Math.floor(messages / 8)));
  const open: Thread[] = [];
  let threads = 0;
  for (let n = 0; n < messages; n++) {
    const at = new Date(ends - lasts + Math.floor(((n + 1) / messages) * lasts)).toISOString();
    let thread = open.length > 0 && roll(100) < 60 ? pick(roll, open) : null;
    if (!thread) {
      const id = threads++;
      const channel = pick(roll, ground.channels);
      thread = { n: id, id: idOf("t", id), channel, words: someLanguage(roll), member: pick(roll, members), said: [] };
      if (open.length < openAtOnce) open.push(thread);
      else {
        const slot = roll(openAtOnce);
        writeThread(write, roll, ground, open[slot] as Thread);
        open[slot] = thread;
      }
    }
    say(write, roll, thread, n, at, members);
  }
  for (const thread of open) writeThread(write, roll, ground, thread);
}

type Writers = ReturnType<typeof writers>;

function writers(db: Database.Database) {
  return {
    member: inserter(db, "member", ["id", "workspaceId", "name", "firstSeenAt", "createdAt"]),
    identity: inserter(db, "identity", [
      "id",
      "workspaceId",
      "memberId",
      "network",
      "externalId",
      "handle",
      "displayName",
    ]),
    message: inserter(db, "message", [
      ...["seq", "id", "brandId", "channelId", "threadId", "externalId", "parentExternalId", "author"],
      ...["identityId", "text", "lang", "sentAt", "day"],
    ]),
    search: inserter(db, "message_fts", ["rowid", "words"]),
    thread: inserter(db, "thread", [
      ...[
        "id",
        "workspaceId",
        "brandId",
        "channelId",
        "postId",
        "memberId",
        "externalId",
        "kind",
        "status",
        "assigneeId",
      ],
      ...["lang", "hasQuestion", "preview", "messageCount", "firstMessageAt", "lastMessageAt", "day", "waitingSince"],
      ...["firstAnswerAt", "version", "createdAt"],
    ]),
    label: inserter(db, "thread_label", ["threadId", "labelId"]),
    read: inserter(db, "thread_read", ["threadId", "userId", "readAt"]),
  };
}

function writtenMembers(write: Writers, roll: Roll, { workspaceId, channels }: Ground, count: number): Writer[] {
  const at = new Date(ends - lasts).toISOString();
  return Array.from({ length: count }, (_, n) => {
    const name = someName(roll);
    const member = {
      id: idOf("m", n),
      identityId: idOf("i", n),
      name,
      handle: `${name.split(" ")[0]?.toLowerCase()}${n}`,
    };
    write.member([member.id, workspaceId, name, at, at]);
    write.identity([
      member.identityId,
      workspaceId,
      member.id,
      pick(roll, channels).network,
      `did:${n}`,
      member.handle,
      name,
    ]);
    return member;
  });
}

function say(write: Writers, roll: Roll, thread: Thread, n: number, at: string, members: Writer[]): void {
  const lastAuthor = thread.said.at(-1)?.author;
  const author = !lastAuthor
    ? "member"
    : lastAuthor !== "brand" && roll(10) < 7
      ? "brand"
      : roll(5) === 0
        ? "other"
        : "member";
  const writer = author === "brand" ? null : author === "member" ? thread.member : pick(roll, members);
  const text = author === "brand" ? someAnswer(roll, thread.words) : someComment(roll, thread.words);
  const seq = n + 1;
  const parent = thread.said.length === 0 ? null : `thread-${thread.n}`;
  const external = parent ? `message-${seq}` : `thread-${thread.n}`;
  const { id: channelId, brandId } = thread.channel;
  write.message([
    ...[seq, idOf("n", n), brandId, channelId, thread.id, external, parent, author],
    ...[writer?.identityId ?? null, text, thread.words.lang, at, at.slice(0, 10)],
  ]);
  write.search([seq, indexedWords(seq, `${writer?.name ?? "Brand"} ${writer?.handle ?? "brand"} ${text}`)]);
  thread.said.push({ author, text, at });
}

function writeThread(write: Writers, roll: Roll, ground: Ground, thread: Thread): void {
  const { said, channel, words } = thread;
  const [first, last] = [said[0] as Said, said.at(-1) as Said];
  const outside = said.findLast((one) => one.author !== "brand") as Said;
  const waits = last.author !== "brand";
  const status = waits && roll(8) === 0 ? "open" : roll(20) === 0 ? "waiting" : "done";
  write.thread([
    ...[thread.id, ground.workspaceId, channel.brandId, channel.id, roll(3) > 0 ? pick(roll, channel.posts) : null],
    ...[
      thread.member.id,
      `thread-${thread.n}`,
      roll(3) > 0 ? "comment" : "mention",
      status,
      roll(4) === 0 ? ground.userId : null,
    ],
    ...[
      words.lang,
      hasQuestion(outside.text, words.lang) ? 1 : 0,
      outside.text.slice(0, 140),
      said.length,
      first.at,
      last.at,
    ],
    ...[
      first.at.slice(0, 10),
      waits ? last.at : null,
      said.find((one) => one.author === "brand")?.at ?? null,
      1,
      first.at,
    ],
  ]);
  if (roll(12) === 0) write.label([thread.id, pick(roll, ground.labels)]);
  if (roll(3) > 0) write.read([thread.id, ground.userId, last.at]);
}
