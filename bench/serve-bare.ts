import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import Database from "better-sqlite3";
import { Hono } from "hono";
import type { PageStatements } from "./statements.ts";

// A process of its own: the same two statements as an inbox page and `JSON.stringify`, nothing else.
const [folder = "", statements = ""] = process.argv.slice(2);
const { list, labels } = JSON.parse(statements) as PageStatements;
const db = new Database(`${folder}/konak.db`);
db.pragma("query_only = ON");
db.pragma("cache_size = -65536");
db.pragma("mmap_size = 268435456");
const listed = db.prepare(list.sql);
const labelled = db.prepare(labels.sql);
const hono = new Hono();
hono.get("/", (c) => {
  const items = (listed.all(...list.parameters) as { id: string }[]).slice(0, labels.parameters.length);
  const found = labelled.all(...items.map((item) => item.id));
  return c.body(JSON.stringify({ items, labels: found }), 200, { "content-type": "application/json" });
});
const server = serve({ fetch: hono.fetch, port: 0, hostname: "127.0.0.1" }, (address: AddressInfo) =>
  process.send?.({ port: address.port }),
);
process.on("SIGTERM", () => {
  server.close();
  process.exit(0);
});
