import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";
import { rows } from "#web/e2e/support.ts";

const journey = startJourney();

it("shows what the command line brought in while Konak runs, once", async ({ task }) => {
  const page = await journey.ownerPage();
  const file = join(journey.konak.data, "comments.csv");
  // Ids of its own for a second try: what the first one brought in is there already.
  const one = `try-${task.result?.retryCount ?? 0}`;
  const lines = [
    "id,who,what,when",
    `${one}-1,Ünal,The zircon spout drips,2026-11-20T08:00:00Z`,
    `${one}-2,,,`,
    `${one}-3,Ola,Zircon or oat?,2026-11-20T09:00:00Z`,
  ];
  await writeFile(file, `${lines.join("\n")}\n`);
  const order = ["import", file, "--brand", "lumi-kettle", "--network", "wordpress", "--json"];
  const map = ["id=id", "who=author", "what=text", "when=at"];
  const once = JSON.parse(await journey.konak.run(...order, ...map.flatMap((pair) => ["--map", pair])));
  expect(once).toEqual({ read: 3, added: 2, already: 0, rejected: 1 });
  const twice = JSON.parse(await journey.konak.run(...order, ...map.flatMap((pair) => ["--map", pair])));
  expect(twice).toEqual({ read: 3, added: 0, already: 2, rejected: 1 });

  await page.goto("/inbox?q=zircon&status=all");
  await rows(page)
    .getByRole("button", { name: /Ola.*Zircon or oat/s })
    .first()
    .waitFor();
  await rows(page)
    .getByRole("button", { name: /Ünal.*zircon spout drips/s })
    .first()
    .click();
  await page.getByText("Nothing can be sent on this channel: it only receives imports.").waitFor();
});
