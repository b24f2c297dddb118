import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";
import { rows } from "#web/e2e/support.ts";

const journey = startJourney();

it("counts a comment that arrives, and shows it when asked, without a reload", async () => {
  const page = await journey.ownerPage();
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  const hannah = rows(page).getByRole("button", { name: /Hannah Whitfield/ });
  await hannah.click();
  const text = page.getByLabel("Answer to Hannah Whitfield");
  await text.waitFor();
  await page.keyboard.press("r");
  await expect.poll(() => text.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("Hannah, yes, the warranty covers your lid. #answer");
  await page.keyboard.press("Control+Shift+Enter");
  await hannah.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^\d+ new$/ }).waitFor({ timeout: 30_000 });
  expect(await hannah.count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press(".");
  await hannah.waitFor();
  await page.getByRole("button", { name: /^\d+ new$/ }).waitFor({ state: "detached" });
  expect(await page.evaluate(() => "neverReloaded" in window)).toBe(true);
});
