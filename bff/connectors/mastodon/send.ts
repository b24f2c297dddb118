import { z } from "zod";
import type {
  Acted,
  ChannelAccess,
  Outcome,
  OutgoingAct,
  OutgoingReply,
  SentReply,
} from "#bff/connectors/connector.ts";
import { textOfHtml } from "#bff/connectors/html-text.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { graphemeLength } from "#shared/text.ts";
import { type Server, Settings, Status } from "./api.ts";
import { newerStatuses } from "./pages.ts";
import { iso, messageOf, namesBefore } from "./told.ts";

export const limitOf = (access: ChannelAccess): number => Settings.parse({ ...access.settings }).limit;

const sentOf = (status: Status): SentReply => ({
  externalId: status.id,
  url: status.url,
  sentAt: iso(status.created_at),
});

async function statusAt(server: Server, id: string): Promise<Outcome<Status | null>> {
  const answer = await server.get(`/api/v1/statuses/${id}`, {}, [404]);
  if (answer.kind !== "ok") return answer;
  return { kind: "ok", value: answer.value.status === 404 ? null : (Status.safeParse(answer.value.body).data ?? null) };
}

const gone = { kind: "refused" as const, reason: "What this answers is no longer there." };

/** Only somebody who is named hears of an answer; a name that a person wrote themselves is not written again. */
function addressed(text: string, acct: string): string {
  const names = text.toLowerCase().match(/@[\w.-]+(@[\w.-]+)?/g) ?? [];
  return names.some((name) => name.replace(/[.-]+$/, "") === `@${acct.toLowerCase()}`) ? text : `@${acct} ${text}`;
}

/**
 * Answers under a status for those who may read what it answers, and never for more. The server keeps the idempotency key for an hour and gives the
 * first status back; after that `findSent` knows.
 */
export async function send(server: Server, access: ChannelAccess, reply: OutgoingReply): Promise<Outcome<SentReply>> {
  const parent = await statusAt(server, reply.parentExternalId);
  if (parent.kind !== "ok") return parent;
  if (!parent.value) return gone;
  const { visibility } = parent.value;
  const made = await put(server, limitOf(access), parent.value, { ...reply, visibility });
  return made.kind === "ok" ? { kind: "ok", value: sentOf(made.value) } : made;
}

type Words = { text: string; visibility: string; idempotencyKey: string; lang?: string | null };

async function put(server: Server, limit: number, parent: Status, words: Words): Promise<Outcome<Status>> {
  const { id, account } = parent;
  const text = account.id === server.id ? words.text : addressed(words.text, account.acct);
  if (graphemeLength(text) > limit)
    return { kind: "refused", reason: `The server takes ${limit} characters, the name of the person included.` };
  const { visibility, lang } = words;
  const answer = await server.change("POST", "/api/v1/statuses", {
    headers: { "idempotency-key": words.idempotencyKey },
    body: { status: text, in_reply_to_id: id, visibility, ...(lang && { language: lang }) },
  });
  if (answer.kind !== "ok") return answer;
  const made = Status.safeParse(answer.value.body);
  return made.success
    ? { kind: "ok", value: made.data }
    : { kind: "unknown", reason: "The server answered in a form that is not known." };
}

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/**
 * Whether one of our answers under the same status says the same, or did, where that status went meanwhile. All that are
 * younger than it are looked through.
 */
export const findSent = (server: Server, reply: OutgoingReply): Promise<Outcome<SentReply | null>> =>
  whole(async () => {
    const { parentExternalId, text } = reply;
    const ours = await newerStatuses(server, parentExternalId, "", []);
    // Servers show a handle without its host, so only what follows it can be compared.
    const same = ours.filter((status) => plain(textOfHtml(status.content)).endsWith(plain(text)));
    const found = same.find((status) => status.in_reply_to_id === parentExternalId);
    if (found) return sentOf(found);
    const orphan = same.find((one) => one.in_reply_to_id === null && one.in_reply_to_account_id !== null);
    if (!orphan) return null;
    return must(await statusAt(server, parentExternalId)) === null ? sentOf(orphan) : null;
  });

export async function remove(server: Server, externalId: string): Promise<Outcome<null>> {
  const there = await statusAt(server, externalId);
  if (there.kind !== "ok") return there;
  if (!there.value) return { kind: "ok", value: null };
  if (there.value.account.id !== server.id) return { kind: "refused", reason: "Only own posts can be taken away." };
  const answer = await server.change("DELETE", `/api/v1/statuses/${externalId}`, { fine: [404] });
  return answer.kind === "ok" ? { kind: "ok", value: null } : answer;
}

/** A status that only the person it answers may read. */
async function answerPrivately(server: Server, limit: number, one: OutgoingAct): Promise<Outcome<Acted>> {
  const { externalId, text, idempotencyKey, threadExternalId: root, postExternalId: post } = one;
  const parent = await statusAt(server, externalId);
  if (parent.kind !== "ok") return parent;
  if (!parent.value) return gone;
  const made = await put(server, limit, parent.value, { text: text ?? "", visibility: "direct", idempotencyKey });
  if (made.kind !== "ok") return made;
  const shown = messageOf(made.value, { root, post, kind: "comment" }, server.id);
  return { kind: "ok", value: { externalId: shown.externalId, shown } };
}

const Source = z.object({ text: z.string(), spoiler_text: z.string().default("") });

/** The names an answer begins with are not shown in the thread; without them nobody would hear of the new words. */
async function edit(server: Server, limit: number, id: string, text: string): Promise<Outcome<Acted>> {
  const answer = await server.get(`/api/v1/statuses/${id}/source`);
  if (answer.kind !== "ok") return answer;
  const source = Source.safeParse(answer.value.body).data;
  if (!source) return { kind: "refused", reason: "The server did not say how the answer stands now." };
  const { text: before, spoiler_text } = source;
  const status = `${text.startsWith("@") ? "" : namesBefore(before)}${text}`;
  if (graphemeLength(status) > limit)
    return { kind: "refused", reason: `The server takes ${limit} characters, the name of the person included.` };
  const edited = await server.change("PUT", `/api/v1/statuses/${id}`, { body: { status, spoiler_text } });
  return edited.kind === "ok" ? { kind: "ok", value: { externalId: null } } : edited;
}

export async function act(server: Server, limit: number, one: OutgoingAct): Promise<Outcome<Acted>> {
  const { action, externalId, authorExternalId, text } = one;
  if (action === "privateReply") return answerPrivately(server, limit, one);
  if (action === "edit") return edit(server, limit, externalId, text ?? "");
  const calls: Partial<Record<OutgoingAct["action"], [string, string, object?]>> = {
    like: ["POST", `/api/v1/statuses/${externalId}/favourite`],
    unlike: ["POST", `/api/v1/statuses/${externalId}/unfavourite`],
    mute: ["POST", `/api/v1/accounts/${authorExternalId}/mute`],
    unmute: ["POST", `/api/v1/accounts/${authorExternalId}/unmute`],
    report: [
      "POST",
      "/api/v1/reports",
      { account_id: authorExternalId, status_ids: [externalId], comment: text ?? "" },
    ],
  };
  const call = calls[action];
  if (!call) return { kind: "refused", reason: "Mastodon has no such action." };
  const [method, path, body] = call;
  const answer = await server.change(method, path, body && { body });
  return answer.kind === "ok" ? { kind: "ok", value: { externalId: null } } : answer;
}
