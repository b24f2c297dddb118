import type Database from "better-sqlite3";
import { rareWord } from "./town-words.ts";

/** What threads refer to: brands with their channels and posts, labels, and the person who looks. */
export type Ground = {
  workspaceId: string;
  userId: string;
  channels: { id: string; brandId: string; network: string; posts: string[] }[];
  labels: string[];
};

/** Ids of the length Konak's own have, in the order they are made. */
export const idOf = (kind: string, n: number): string => `0${kind}${n.toString(36).padStart(19, "0")}`;

/** Prepares an insert of all the columns that `row` names. */
export function inserter(db: Database.Database, table: string, columns: string[]): (row: unknown[]) => void {
  const names = columns.map((name) => `"${name}"`).join(", ");
  const statement = db.prepare(`insert into "${table}" (${names}) values (${columns.map(() => "?").join(", ")})`);
  return (row) => void statement.run(row);
}

function insertRow(db: Database.Database, table: string, row: Record<string, unknown>): void {
  inserter(db, table, Object.keys(row))(Object.values(row));
}

const began = "2024-11-18T09:00:00.000Z";

/** One workspace with an owner, three brands of two channels each, their posts and ten labels. */
export function insertGround(db: Database.Database): Ground {
  const [workspaceId, userId] = [idOf("w", 0), idOf("u", 0)];
  insertRow(db, "workspace", { id: workspaceId, name: "Bench", createdAt: began });
  const dated = { createdAt: began, updatedAt: began };
  insertRow(db, "user", { id: userId, name: "Aino", email: "aino@bench.example", emailVerified: 1, ...dated });
  insertRow(db, "membership", { id: idOf("r", 0), workspaceId, userId, role: "owner", createdAt: began });
  const labels = Array.from({ length: 10 }, (_, n) => idOf("l", n));
  for (const [n, id] of labels.entries())
    insertRow(db, "label", { id, workspaceId, name: rareWord(n * 331), color: "blue" });
  const channels = [0, 1, 2].flatMap((brand) => {
    const brandId = insertBrand(db, workspaceId, brand);
    return ["bluesky", "mastodon"].map((network, n) => {
      const id = insertChannel(db, { workspaceId, brandId, network }, brand * 2 + n);
      return { id, brandId, network, posts: insertPosts(db, brandId, id, brand * 2 + n) };
    });
  });
  return { workspaceId, userId, channels, labels };
}

function insertBrand(db: Database.Database, workspaceId: string, n: number): string {
  const id = idOf("b", n);
  const name = `Brand ${n + 1}`;
  insertRow(db, "brand", {
    id,
    workspaceId,
    slug: `brand-${n + 1}`,
    name,
    timeZone: "Europe/Istanbul",
    languages: '["en","tr","fi","pl"]',
    signature: "",
    color: "blue",
    allowedContacts: "[]",
    createdAt: began,
  });
  return id;
}

function insertChannel(
  db: Database.Database,
  of: { workspaceId: string; brandId: string; network: string },
  n: number,
): string {
  const id = idOf("c", n);
  const named = { externalId: `bench-${n}`, handle: `bench${n}`, name: `Bench ${n}` };
  insertRow(db, "channel", { id, ...of, ...named, health: "ok", settings: "{}", createdAt: began });
  return id;
}

function insertPosts(db: Database.Database, brandId: string, channelId: string, channel: number): string[] {
  return Array.from({ length: 300 }, (_, n) => {
    const id = idOf("p", channel * 1000 + n);
    const text = `${rareWord(n * 7)} and tea, a short story. What do you drink in the morning?`;
    const at = { publishedAt: began, day: began.slice(0, 10), createdAt: began };
    insertRow(db, "post", { id, brandId, channelId, externalId: `post-${n}`, text, paid: "organic", ...at });
    return id;
  });
}
