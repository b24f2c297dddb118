import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";

const journey = startJourney();

it("leads from a number down to its rows, and exports the figures of the screen", async () => {
  const page = await journey.ownerPage();
  await page.goto("/reports?brand=lumi-kettle");
  const numbers = page.getByRole("region", { name: "Numbers of the period" });
  const tile = numbers.getByRole("button", { name: /^Interactions:/ });
  await tile.click();
  await page.getByRole("heading", { name: "Where this number comes from" }).waitFor();
  await page.getByRole("heading", { name: "The rows behind it" }).waitFor();
  await page.getByRole("complementary").getByRole("listitem").nth(1).waitFor();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Share and export" }).click();
  await page.getByRole("menuitem", { name: /^Export CSV/ }).click();
  const file = await (await download).path();
  const lines = parse(await readText(file), { relaxColumnCount: true, bom: true }) as string[][];
  const line = (id: string) => lines.find(([first]) => first === id) ?? [];
  const said = (id: string) => Number(line(id)[2]).toLocaleString("en-GB");
  expect(await tile.innerText()).toContain(said("interactions"));
  expect(await numbers.getByRole("button", { name: /^Posts:/ }).innerText()).toContain(said("posts"));
  expect(await numbers.getByRole("button", { name: /^Followers:/ }).innerText()).toContain(said("followers"));
  const rate = await numbers.getByRole("button", { name: /^Engagement rate, ratio of sums:/ }).innerText();
  expect(Number(/([\d.]+)\s?%/.exec(rate)?.[1])).toBeCloseTo(Number(line("rate-sum")[2]) * 100, 1);
});

const readText = async (path: string) => await readFile(path, "utf8");
