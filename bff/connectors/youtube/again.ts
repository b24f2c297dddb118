import { messagesKept } from "./cursor.ts";
import { type Held, mayBeHeld } from "./held.ts";
import { type Pass, see } from "./pass.ts";
import { commentsNow, repliesBelow, threadsAt } from "./read.ts";
import type { Place } from "./told.ts";

const againAtOnce = 100;

/**
 * Known comments that no page showed, those first that were not seen for longest: edited ones are told, and missing ones
 * are gone, unless they may be held back. When there are too many to remember, only what was there just now is
 * forgotten, so no deletion is.
 */
export async function readAgain(pass: Pass, held: Held): Promise<void> {
  const { tube, known, seen } = pass;
  const ids = [...known].filter(([id, { root }]) => root !== "" && !seen.has(id)).map(([id]) => id);
  const chosen = ids.slice(0, againAtOnce);
  const hidden = chosen.filter((id) => known.get(id)?.hidden);
  const back = await mayBeHeld(pass, held, hidden);
  const asked = chosen.filter((id) => !seen.has(id) && !back.has(id));
  const { there, unsaid } = await commentsNow(tube, asked);
  const missing = asked.filter((id) => !there.has(id) && !unsaid.has(id));
  const unsure = new Set([...unsaid, ...(await mayBeHeld(pass, held, missing))]);
  const shrunk = new Map<string, Place>();
  for (const id of chosen.filter((one) => !seen.has(one))) {
    const comment = there.get(id);
    const before = known.get(id)!;
    known.delete(id);
    // Nothing is said of it, and others have their turn before it.
    if (back.has(id) || unsure.has(id)) known.set(id, before);
    else if (comment) {
      known.set(id, before);
      see(pass, comment, before, before.hidden);
    } else {
      // A thread goes as a whole, our answers of this minute included.
      pass.others.push({ type: "deletion", externalId: id, at: pass.now.toISOString(), below: id === before.root });
      if (id !== before.root) shrunk.set(before.root, before);
    }
  }
  await readShrunk(pass, shrunk);
  await readReleased(
    pass,
    hidden.filter((id) => there.has(id) && known.get(id)?.hidden),
  );
  // What is held back leaves those that everybody sees their room.
  const shown = [...known.values()].filter((one) => !one.hidden).length;
  const still = [...known].filter(([id]) => there.has(id)).sort(([, a], [, b]) => a.edited.localeCompare(b.edited));
  for (const [id] of still.slice(0, Math.max(shown - messagesKept, 0))) known.delete(id);
}

/** One answer less and one more are as many as before: the number of answers does not show the new one. */
async function readShrunk(pass: Pass, shrunk: Map<string, Place>): Promise<void> {
  for (const [root, place] of shrunk) {
    if (!pass.known.has(root)) continue;
    const replies = await repliesBelow(pass.tube, root);
    for (const reply of replies) see(pass, reply, place, false);
    pass.known.get(root)!.answers = replies.length;
  }
}

/**
 * Comments that were held back and are no longer: shown where everybody sees them, else rejected, which nobody is told
 * of any more. Lists by id do not say which.
 */
async function readReleased(pass: Pass, ids: string[]): Promise<void> {
  const { tube, known } = pass;
  const tops = ids.filter((id) => known.get(id)?.root === id);
  for (const { snippet } of await threadsAt(tube, tops)) {
    const { topLevelComment: top } = snippet;
    const place = known.get(top.id);
    if (place && snippet.isPublic) see(pass, top, place, false);
    else known.delete(top.id);
  }
  const answers = ids.filter((id) => !tops.includes(id));
  for (const root of new Set(answers.map((id) => known.get(id)!.root)))
    for (const reply of await repliesBelow(tube, root))
      if (answers.includes(reply.id)) see(pass, reply, known.get(reply.id)!, false);
  for (const id of answers) if (known.get(id)?.hidden) known.delete(id);
}
