import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkDraft } from "#bff/features/replies/check-draft.ts";
import { systemClock } from "#bff/platform/clock.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { openPostgres, openSqlite } from "#bff/platform/db/open.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { appOver } from "#bff/test/test-app.ts";

/** Where the database of the first Konak is, who asks, and in which thread. */
export type Place = {
  file: string | null;
  url: string | null;
  channelId: string;
  threadId: string;
  actor: Ctx["actor"];
};
/** What the other process is asked to do: store a reply of the brand, or check a draft. */
export type Ask = { store: string; nth: number } | { check: string };

// A second Konak on the same database, in a process of its own: started by `fork`, asked by messages.
const place = JSON.parse(process.argv[2] ?? "") as Place;
const folder = mkdtempSync(join(tmpdir(), "konak-other-"));
const db = place.file ? openSqlite(place.file) : openPostgres(place.url ?? "", { max: 2 });
const app = appOver(db, folder, systemClock);
const ctx: Ctx = { ...app, actor: place.actor };

async function answer(ask: Ask): Promise<string[]> {
  if ("check" in ask) {
    const draft = { threadId: place.threadId, text: ask.check, templateId: null, lang: "en", draftBegan: null };
    return (await checkDraft(ctx, { ...draft, limit: 3000 })).warnings.map(({ code }) => code);
  }
  const { nth } = ask;
  await bring({ app, channelId: place.channelId }, [
    comment(`other-c${nth}`),
    ours(`other-r${nth}`, `other-c${nth}`, { text: ask.store }),
  ]);
  return [];
}

process.on("message", (ask: Ask) => {
  answer(ask).then(
    (codes) => process.send?.(codes),
    (error) => process.send?.([String(error)]),
  );
});
process.on("disconnect", () => {
  void db.close().then(() => {
    rmSync(folder, { recursive: true });
    process.exit(0);
  });
});
process.send?.("ready");
