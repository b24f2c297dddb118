import type { Kysely } from "kysely";
import { createIndex, createTable, flag, id, maybe, number, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

const real = "double precision";
const none = "integer not null default 0";

/** Open calls with their versions and sources, ideas with votes, scores and letters, and people who are one person. */
export async function ideas(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await people(db);
  await calls(db);
  await theIdeas(db);
  await aroundIdeas(db);
  await letters(db);
}

async function people(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "member_merge", {
    id,
    workspaceId: ref("workspace"),
    keptId: ref("member"),
    mergedId: ref("member"),
    moved: text,
    userId: maybe,
    at: text,
    undoneAt: maybe,
  });
  await createIndex(db, "member_merge", ["keptId"]);
  await createIndex(db, "member_merge", ["mergedId"]);
  await createTable(db, "member_alias", { memberId: id, rootId: text });
  await createIndex(db, "member_alias", ["rootId"]);
  await createTable(db, "member_mark", {
    id,
    workspaceId: ref("workspace"),
    memberId: ref("member"),
    kind: text,
    topic: text,
    folded: text,
    note: text,
    threadId: maybe,
    userId: maybe,
    at: text,
  });
  await createIndex(db, "member_mark", ["memberId", "at"]);
  await createIndex(db, "member_mark", ["workspaceId", "folded"]);
  await createTable(db, "page_person", {
    memberId: id,
    workspaceId: ref("workspace"),
    visitor: text,
    mail: maybe,
    lang: text,
    createdAt: text,
  });
  await createIndex(db, "page_person", ["workspaceId", "visitor"], { unique: true });
}

async function calls(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "call", {
    id,
    workspaceId: ref("workspace"),
    brandId: ref("brand"),
    slug: text,
    state: text,
    version: number,
    brief: text,
    question: text,
    lang: text,
    topic: text,
    closesOn: maybe,
    decideBy: maybe,
    hashtags: text,
    mentionWords: text,
    page: flag,
    noindex: flag,
    userId: maybe,
    /** the last message that was looked at for ideas */
    seq: none,
    /** which messages just before it were there when it was looked */
    heard: "text not null default '[]'",
    lastNumber: none,
    cost: real,
    publishedAt: maybe,
    closedAt: maybe,
    createdAt: text,
  });
  await createIndex(db, "call", ["slug"], { unique: true });
  await createIndex(db, "call", ["workspaceId", "createdAt"]);
  await createIndex(db, "call", ["brandId", "publishedAt"]);
  await createTable(db, "call_post", { callId: ref("call"), postId: ref("post") }, [
    'primary key ("callId", "postId")',
  ]);
  await createIndex(db, "call_post", ["postId"]);
  await createTable(
    db,
    "call_version",
    { callId: ref("call"), version: number, brief: text, note: text, userId: maybe, at: text },
    ['primary key ("callId", version)'],
  );
}

async function theIdeas(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "idea", {
    id,
    callId: ref("call"),
    workspaceId: ref("workspace"),
    brandId: ref("brand"),
    number,
    memberId: text,
    source: text,
    threadId: maybe,
    messageId: maybe,
    postId: maybe,
    title: text,
    text,
    folded: text,
    lang: maybe,
    version: number,
    stage: text,
    verdict: maybe,
    mergedIntoId: maybe,
    waitsAuthor: flag,
    createdAt: text,
    stageSince: text,
    firstAnswerAt: maybe,
    decidedAt: maybe,
    decidedBy: maybe,
    reason: maybe,
    outcome: maybe,
    echoes: "integer",
    up: none,
    votes: none,
    mayName: text,
    mayMerge: text,
    topic: maybe,
    thankedAt: maybe,
    rewardedAt: maybe,
    toTell: none,
    nearestId: maybe,
    nearest: real,
    alike: none,
    joined: none,
  });
  await createIndex(db, "idea", ["callId", "number"], { unique: true });
  await createIndex(db, "idea", ["callId", "messageId"], { unique: true, where: '"messageId" is not null' });
  await createIndex(db, "idea", ["callId", "stage", "mergedIntoId"]);
  await createIndex(db, "idea", ["memberId"]);
  await createIndex(db, "idea", ["threadId"], { where: '"threadId" is not null' });
  await createIndex(db, "idea", ["mergedIntoId"], { where: '"mergedIntoId" is not null' });
  await createIndex(db, "idea", ["workspaceId", "createdAt"], { where: '"firstAnswerAt" is null' });
  await createIndex(db, "idea", ["workspaceId", "alike"], { where: "alike > 0" });
  await createIndex(db, "idea", ["workspaceId", "toTell"], { where: '"toTell" > 0' });
  await createIndex(db, "idea", ["workspaceId", "topic"], { where: "topic is not null" });
}

async function aroundIdeas(db: Kysely<unknown>): Promise<void> {
  await createTable(
    db,
    "idea_version",
    { ideaId: ref("idea"), version: number, title: text, text, by: text, userId: maybe, at: text },
    ['primary key ("ideaId", version)'],
  );
  await createTable(db, "idea_event", {
    id,
    ideaId: ref("idea"),
    callId: ref("call"),
    kind: text,
    at: text,
    userId: maybe,
    detail: text,
  });
  await createIndex(db, "idea_event", ["ideaId", "id"]);
  await createTable(
    db,
    "idea_vote",
    { ideaId: ref("idea"), visitor: text, callId: ref("call"), value: number, at: text },
    ['primary key ("ideaId", visitor)'],
  );
  await createIndex(db, "idea_vote", ["callId", "visitor"]);
  await createTable(
    db,
    "idea_score",
    { ideaId: ref("idea"), userId: text, criterion: text, callId: ref("call"), value: number, at: text },
    ['primary key ("ideaId", "userId", criterion)'],
  );
  await createIndex(db, "idea_score", ["callId"]);
  await createTable(
    db,
    "idea_like",
    { ideaId: ref("idea"), otherId: ref("idea"), callId: ref("call"), similarity: `${real} not null`, apart: flag },
    ['primary key ("ideaId", "otherId")'],
  );
  await createIndex(db, "idea_like", ["otherId"]);
  await createTable(db, "idea_suspicion", {
    id,
    workspaceId: ref("workspace"),
    callId: ref("call"),
    kind: text,
    source: text,
    text,
    name: text,
    visitor: maybe,
    threadId: maybe,
    messageId: maybe,
    count: number,
    firstAt: text,
    lastAt: text,
    settledAs: maybe,
  });
  await createIndex(db, "idea_suspicion", ["callId", "lastAt"]);
}

async function letters(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "idea_letter", {
    id,
    workspaceId: ref("workspace"),
    callId: ref("call"),
    ideaId: ref("idea"),
    memberId: text,
    kind: text,
    /** what it is about, so that nobody is told the same twice: a decision, a version, a merge */
    about: text,
    way: text,
    state: text,
    threadId: maybe,
    toMail: maybe,
    replyId: maybe,
    lang: text,
    text,
    reason: maybe,
    createdAt: text,
    sentAt: maybe,
  });
  await createIndex(db, "idea_letter", ["ideaId", "kind", "about"], { unique: true });
  await createIndex(db, "idea_letter", ["callId", "state", "createdAt"]);
  await createIndex(db, "idea_letter", ["replyId"], { where: '"replyId" is not null' });
}
