import { inTurn } from "#bff/connectors/in-turn.ts";
import { must } from "#bff/connectors/must.ts";
import { type Server, Status } from "./api.ts";

/** What the server takes in one request. */
const batch = 20;
/** Requests one reading may cost on a server that gives statuses one by one only. */
const mostAlone = 15;

/** What servers say that do not know the call: Mastodon before 4.3, and others of the network. */
const lacking = [400, 404, 405];

/** `now`: null for what is gone; what was not looked at is left out. `alone`: the server gives no lists of statuses. */
export type ReadNow = { now: Map<string, Status | null>; alone: boolean };

/** Statuses as they stand now. One that a list leaves out is asked for by itself before it counts as gone. */
export async function statusesNow(server: Server, ids: string[]): Promise<ReadNow> {
  const now = new Map<string, Status | null>();
  let alone = false;
  for (let at = 0; at < ids.length && !alone; at += batch) {
    const answer = must(await server.get("/api/v1/statuses", { id: ids.slice(at, at + batch) }, lacking, "text"));
    alone = answer.status >= 400 || !Array.isArray(answer.body);
    for (const raw of alone ? [] : (answer.body as unknown[])) {
      const status = Status.safeParse(raw).data;
      if (status) now.set(status.id, status);
    }
  }
  const left = ids.filter((id) => !now.has(id));
  for (const id of alone ? left.slice(0, mostAlone) : left) {
    const answer = must(await server.get(`/api/v1/statuses/${id}`, {}, [404, 410]));
    const status = answer.status >= 400 ? null : Status.safeParse(answer.body).data;
    if (status !== undefined) now.set(id, status);
  }
  return { now, alone };
}

/** How many are looked at in one pass: the newest every time, older ones in turn. */
type Most = { newest: number; inTurn: number };
export const mostPosts = (alone: boolean): Most => (alone ? { newest: 5, inTurn: 5 } : { newest: 60, inTurn: 0 });
export const mostMessages = (alone: boolean): Most => (alone ? { newest: 5, inTurn: 10 } : { newest: 80, inTurn: 60 });

/** Of posts' ids, oldest first, those whose turn it is, and where the turn stands after them. */
export function whoseTurn(ids: string[], turn: number, most: Most): { chosen: string[]; turn: number } {
  const older = inTurn(ids.slice(0, -most.newest), turn, most.inTurn);
  return { chosen: [...older.chosen, ...ids.slice(-most.newest)], turn: older.from + older.chosen.length };
}
