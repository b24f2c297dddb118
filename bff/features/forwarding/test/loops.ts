import { hannahsThread } from "#bff/features/forwarding/test/town.ts";
import { newId } from "#bff/platform/ids.ts";
import type { TestApp } from "#bff/test/test-app.ts";

type Said = { name: string; text: string; lang?: string };

/** A thread of somebody's own, one comment long, as ingest would leave it. */
export async function saidBy(test: TestApp, { name, text, lang = "en" }: Said): Promise<string> {
  const { brandId, channelId, workspaceId } = test;
  const write = test.app.db.write;
  const at = test.app.clock.iso();
  const [threadId, memberId, identityId] = [newId(), newId(), newId()];
  const day = at.slice(0, 10);
  await write
    .insertInto("member")
    .values({ id: memberId, workspaceId, name, firstSeenAt: at, createdAt: at })
    .execute();
  const handle = name.toLowerCase().replace(/\W/g, "");
  const known = { id: identityId, workspaceId, memberId, network: "sandbox", externalId: memberId, handle };
  await write
    .insertInto("identity")
    .values({ ...known, displayName: name, url: null })
    .execute();
  const times = { firstMessageAt: at, lastMessageAt: at, waitingSince: at, firstAnswerAt: null, snoozedUntil: null };
  const place = { brandId, channelId, lang, day, deletedAt: null };
  await write
    .insertInto("thread")
    .values({
      ...place,
      ...times,
      id: threadId,
      workspaceId,
      postId: null,
      memberId,
      externalId: threadId,
      kind: "comment" as const,
      status: "open",
      assigneeId: null,
      hasQuestion: 0,
      preview: text,
      messageCount: 1,
      problem: null,
      version: 1,
      createdAt: at,
    })
    .execute();
  const nothing = { editedAt: null, hiddenAt: null, url: null, replyId: null, userId: null, parentExternalId: null };
  await write
    .insertInto("message")
    .values({
      ...place,
      ...nothing,
      id: newId(),
      threadId,
      externalId: threadId,
      author: "member",
      identityId,
      text,
      sentAt: at,
    })
    .execute();
  return threadId;
}

/** Three people whose lid leaks; the first is Hannah, under a post. */
export async function threeLids(test: TestApp): Promise<string[]> {
  return [
    await hannahsThread(test),
    await saidBy(test, {
      name: "Mark Lee",
      text: "My lid leaks when the kettle boils, write to mark.lee@mail.example",
    }),
    await saidBy(test, { name: "Zeynep Çağlar", text: "Kapağın yayı gevşedi, su sızdırıyor", lang: "tr" }),
  ];
}

/** An answer of ours to a thread that has arrived, as the outbox of the replies leaves it. */
export async function answered(test: TestApp, threadId: string, text: string, status = "sent"): Promise<string> {
  const at = test.app.clock.iso();
  const id = newId();
  const { workspaceId, brandId, channelId } = test;
  await test.app.db.write
    .insertInto("reply")
    .values({
      id,
      workspaceId,
      brandId,
      channelId,
      threadId,
      userId: "somebody",
      templateId: null,
      text,
      lang: "en",
      parentExternalId: "p",
      status,
      reason: null,
      warnings: "[]",
      overrideReason: null,
      thenDone: 0,
      undoUntil: at,
      sentAt: at,
      externalId: id,
      url: null,
      createdAt: at,
    })
    .execute();
  return id;
}
