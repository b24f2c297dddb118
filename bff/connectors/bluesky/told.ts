import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { type Cursor, day } from "./cursor.ts";
import type { Reader } from "./reader.ts";
import { hiddenBelow, messageFrom, type Note, placeOf, postOf, sentAt } from "./records.ts";

const countsOf = (note: Note): string =>
  [note.likeCount, note.replyCount, note.repostCount, note.quoteCount].map((count) => count ?? "").join(" ");

const conversations = (counts: string): string => `${counts.split(" ")[1]} ${counts.split(" ")[3]}`;

/**
 * Collects what is new against the cursor, and what it hangs on before it: a page never holds a message whose thread
 * or post was not told.
 */
export function openTold(cursor: Cursor, reader: Reader, brand: string, now: Date) {
  const items: IncomingItem[] = [];
  const told = new Set<string>();
  const known = new Map(cursor.known);
  const young = new Date(now.getTime() - 30 * day).toISOString();

  const post = (note: Note): void => {
    const counts = countsOf(note);
    const before = cursor.posts.find((candidate) => candidate.uri === note.uri);
    if (before) before.hidden = tellHidden(before.hidden, hiddenBelow(note));
    if (told.has(note.uri) || (before?.cid === note.cid && before.counts === counts)) return;
    told.add(note.uri);
    items.push(postOf(note));
    if (sentAt(note) < young) return;
    if (conversations(before?.counts ?? " 0  0") !== conversations(counts)) cursor.todo.push(note.uri);
    if (before) Object.assign(before, { cid: note.cid, counts });
    else
      cursor.posts.push({
        uri: note.uri,
        cid: note.cid,
        counts,
        publishedAt: sentAt(note),
        readTo: null,
        hidden: hiddenBelow(note),
      });
  };

  const tellHidden = (before: string[], after: string[]): string[] => {
    const at = now.toISOString();
    const tell = (uris: string[], others: string[], hidden: boolean) => {
      for (const externalId of uris)
        if (!others.includes(externalId)) items.push({ type: "visibility", externalId, hidden, at });
    };
    tell(after, before, true);
    tell(before, after, false);
    return after;
  };

  /** Whether whoever began the conversation, which has to be the brand, has hidden this in it. */
  const hiddenOf = (note: Note): { hidden?: boolean } => {
    const root = reader.get(note.record.reply?.root.uri ?? "");
    return root?.author.did === brand ? { hidden: hiddenBelow(root).includes(note.uri) } : {};
  };

  const message = (note: Note, place: Parameters<typeof messageFrom>[1], rootUri: string): void => {
    const before = known.get(note.uri);
    if (before === note.cid) return;
    known.set(note.uri, note.cid);
    cursor.known = [[note.uri, note.cid], ...cursor.known.filter(([uri]) => uri !== note.uri)];
    const told = messageFrom(note, place, rootUri, brand, before ? now.toISOString() : null);
    items.push({ ...told, ...hiddenOf(note) });
  };

  const one = (note: Note): void => {
    const chain = reader.chain(note);
    const place = placeOf(chain, brand);
    if (!place) return;
    if (place.is === "post") {
      post(note);
      return;
    }
    const above = place.postUri ? reader.get(place.postUri) : null;
    if (above && !cursor.posts.some((candidate) => candidate.uri === above.uri)) post(above);
    const root = chain[place.from] ?? note;
    for (const step of chain.slice(place.from)) message(step, place, root.uri);
  };

  /** Tells notes, oldest first. */
  const notes = async (found: Note[]): Promise<void> => {
    const fresh = found.filter((note) => known.get(note.uri) !== note.cid);
    await reader.ancestors(fresh);
    for (const note of fresh.sort((a, b) => (sentAt(a) < sentAt(b) ? -1 : 1))) one(note);
  };

  const gone = (uri: string): void => {
    cursor.known = cursor.known.filter(([candidate]) => candidate !== uri);
    cursor.posts = cursor.posts.filter((candidate) => candidate.uri !== uri);
    items.push({ type: "deletion", externalId: uri, at: now.toISOString() });
  };

  return { items, post, notes, gone };
}
export type Told = ReturnType<typeof openTold>;
