import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createApp } from "#bff/app.ts";
import { openAuth } from "#bff/platform/auth.ts";
import { openKonak } from "./open-konak.ts";

// A process of its own: Konak on the folder of the first argument, signed in as the person of the second.
const [folder = "", userId = ""] = process.argv.slice(2);
const app = await openKonak(folder);
const cookie = (await openAuth(app).createSession(userId)).split(";")[0] ?? "";
const server = serve({ fetch: createApp(app).fetch, port: 0, hostname: "127.0.0.1" }, (address: AddressInfo) =>
  process.send?.({ port: address.port, cookie }),
);
process.on("SIGTERM", () => {
  server.close();
  process.exit(0);
});
