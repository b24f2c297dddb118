import { type AtpAgent, AtUri, XRPCError } from "@atproto/api";
import { z } from "zod";
import type { Acted, Outcome } from "#bff/connectors/connector.ts";
import { lenient } from "./reader.ts";
import { authorOfUri, readNote } from "./records.ts";

const collection = "app.bsky.feed.threadgate";
/** As many hidden answers as the lexicon allows one conversation. */
const most = 300;
const attempts = 5;

const done: Outcome<Acted> = { kind: "ok", value: { externalId: null } };
const refused = (reason: string): Outcome<Acted> => ({ kind: "refused", reason });

const Gate = z.looseObject({ hiddenReplies: z.array(z.string()).optional() });
type Kept = { cid: string | null; gate: z.infer<typeof Gate> };

/** The record that says who may answer in a conversation, as it lies there now; it has the key of the first post. */
async function gateOf(agent: AtpAgent, rkey: string): Promise<Kept> {
  try {
    const { cid, value } = await lenient(agent.com.atproto.repo.getRecord({ repo: agent.assertDid, collection, rkey }));
    return { cid: cid ?? null, gate: Gate.catch({}).parse(value) };
  } catch (error) {
    if (error instanceof XRPCError && error.error === "RecordNotFound") return { cid: null, gate: {} };
    throw error;
  }
}

const isConflict = (error: unknown): boolean => error instanceof XRPCError && error.error === "InvalidSwap";

/**
 * Hides an answer below a post of the account, or shows it again. The rest of the record stays as it is; where somebody
 * changed it meanwhile, it is read anew.
 */
export async function setHidden(agent: AtpAgent, uri: string, hidden: boolean, now: Date): Promise<Outcome<Acted>> {
  const { posts } = await lenient(agent.getPosts({ uris: [uri] }), "posts");
  const note = posts[0] && readNote(posts[0]);
  if (!note || "type" in note) return refused("The message is no longer on Bluesky.");
  const root = note.record.reply?.root.uri;
  if (!root || authorOfUri(root) !== agent.assertDid)
    return refused("Bluesky lets an account hide only answers in conversations it began itself.");
  const { rkey } = new AtUri(root);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { cid, gate } = await gateOf(agent, rkey);
    const before = gate.hiddenReplies ?? [];
    if (before.includes(uri) === hidden) return done;
    const hiddenReplies = hidden ? [...before, uri] : before.filter((other) => other !== uri);
    if (hiddenReplies.length > most)
      return refused(`Bluesky keeps ${most} hidden answers for a post; show another one again first.`);
    const record = { $type: collection, post: root, createdAt: now.toISOString(), ...gate, hiddenReplies };
    try {
      await agent.com.atproto.repo.putRecord({ repo: agent.assertDid, collection, rkey, record, swapRecord: cid });
      return done;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  const until = new Date(now.getTime() + 60_000).toISOString();
  return { kind: "wait", until, reason: "Somebody else is changing who may answer there at this moment." };
}
