import Database from "better-sqlite3";
import { indexedWords } from "#bff/platform/db/search-parts.ts";
import { newId } from "#bff/platform/ids.ts";
import { airlineRows } from "./airline-file.ts";
import { openKonak } from "./open-konak.ts";

// A process of its own: the message rows alone, ready in memory, into the same table with the same index.
const [folder = "", count = "0"] = process.argv.slice(2);
await (await openKonak(folder)).db.close();
const db = new Database(`${folder}/konak.db`);
db.pragma("synchronous = NORMAL");
db.pragma("cache_size = -65536");
db.pragma("wal_autocheckpoint = 8000");
const message = db.prepare(`insert into message ("id", "brandId", "channelId", "threadId", "externalId", "author",
  "identityId", "text", "lang", "sentAt", "day") values (?, ?, ?, ?, ?, 'member', ?, ?, 'en', ?, ?)`);
const index = db.prepare("insert into message_fts (rowid, words) values (?, ?)");
const [brandId, channelId, identityId] = [newId(), newId(), newId()];
const rows = [...airlineRows(Number(count))];
const insert = db.transaction((batch: typeof rows) => {
  for (const { id, name, text, at } of batch) {
    const day = at.slice(0, 10);
    const { lastInsertRowid } = message.run(newId(), brandId, channelId, newId(), id, identityId, text, at, day);
    index.run(lastInsertRowid, indexedWords(Number(lastInsertRowid), `${name} ${name} ${text}`));
  }
});
const began = performance.now();
for (let at = 0; at < rows.length; at += 5000) insert(rows.slice(at, at + 5000));
const seconds = (performance.now() - began) / 1000;
db.close();
process.send?.({ perSecond: rows.length / seconds });
process.disconnect?.();
