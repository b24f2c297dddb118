import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { readAll } from "#bff/connectors/meta/lists.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type Account, Media, mediaFields } from "./media.ts";
import { readComments } from "./read.ts";
import { messageOf } from "./told.ts";

/** Pages of fifty comments that are read again under an ad, beside the newest. */
const further = 4;

/** What stands under an ad that is known: no list of the account has it, so its turn is where its counts are read. */
export const readAdComments = (account: Account, id: string): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const items: IncomingItem[] = [];
    const [media] = readAll(Media, [must(await account.find(id, { fields: mediaFields }))], items);
    if (!media) return items;
    let left = further;
    const { comments } = await readComments(account, media, items, () => left-- <= 0);
    return [...items, ...comments.map((comment) => messageOf(comment, media, account))];
  });
