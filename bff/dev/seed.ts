import type { Clock } from "#bff/platform/clock.ts";
import type { Db } from "#bff/platform/db/open.ts";
import { loadTown } from "#fixtures/load.ts";
import { buildTown } from "#fixtures/town.ts";

/** Loads the story into an empty database and says what came in; `ownerId` is the person to sign in as. */
export async function seedStory(
  db: Db,
  clock: Clock,
  say: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Promise<{ workspaceId: string; ownerId: string }> {
  const town = buildTown({ now: clock.iso() });
  await loadTown(db, town);
  const counts = [
    `${town.brands.length} brands`,
    `${town.channels.length} channels`,
    `${town.posts.length} posts`,
    `${town.threads.length} threads`,
    `${town.messages.length} messages`,
    `${town.members.length} members`,
  ];
  say(`The story of Lumi Kettle is in: ${counts.join(", ")}.`);
  return { workspaceId: town.workspace.id, ownerId: town.ownerId };
}
