import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { soon, startJourney } from "#web/e2e/journey.ts";

const journey = startJourney();

it("shows a report to whoever has its link and password, in their language, until it is taken back", async () => {
  const page = await journey.ownerPage();
  await page.goto("/reports?brand=lumi-kettle");
  const followers = page
    .getByRole("region", { name: "Numbers of the period" })
    .getByRole("button", { name: /^Followers:/ });
  const said = /[\d,]+/.exec((await followers.innerText()).replace(/^\D+/, ""))?.[0] ?? "";
  await page.getByRole("button", { name: "Share and export" }).click();
  await page.getByRole("menuitem", { name: /^Share by a link/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password").fill("short");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await dialog.getByText("At least 8 characters").waitFor();
  await dialog.getByLabel("Password").fill("kettle on the stove");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const address = await dialog.getByLabel("Address of the link").inputValue();

  const client = await journey.newPage({ viewport: { width: 390, height: 844 }, locale: "tr-TR" });
  const answer = await client.goto(address);
  expect(answer?.headers()["x-robots-tag"]).toBe("noindex, nofollow");
  await client.getByLabel("Parola").fill("not the password");
  await client.getByRole("button", { name: "Raporu göster" }).click();
  await client.getByText("Bu bağlantının parolası bu değil.").waitFor();
  await client.getByLabel("Parola").fill("kettle on the stove");
  await client.getByRole("button", { name: "Raporu göster" }).click();
  await client.getByRole("heading", { name: "Lumi Kettle: Etkileşim raporu" }).waitFor();
  expect(await client.getByText(said.replaceAll(",", "."), { exact: true }).count()).toBeGreaterThan(0);
  expect(await client.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  const download = client.waitForEvent("download");
  await client.getByRole("button", { name: "PDF olarak indir" }).click();
  const pdf = await download;
  expect(pdf.suggestedFilename()).toMatch(/^lumi-kettle-.+\.pdf$/);
  expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe("%PDF-");

  await dialog.getByRole("button", { name: "Take back" }).click();
  await soon(() => dialog.getByText("taken back").count()).toBe(1);
  await client.reload();
  await client.getByText(/bağlantı .* tarihinde geri alındı/).waitFor();
});
