import { expect, it } from "vitest";
import { soon, startJourney } from "#web/e2e/journey.ts";
import { rows } from "#web/e2e/support.ts";

const journey = startJourney();

it("answers from a template after a warning, takes it back, and sends it", async () => {
  const page = await journey.ownerPage();
  await page.goto("/inbox?q=stopped+locking+after+three+weeks");
  await rows(page)
    .getByRole("button", { name: /Hannah Whitfield/ })
    .click();
  const region = page.getByRole("region", { name: "Thread of Hannah Whitfield" });
  await region
    .getByText(/stopped locking/)
    .first()
    .waitFor();
  const text = page.getByLabel("Answer to Hannah Whitfield");
  await text.waitFor();
  const take = async (name: string) => {
    await page.keyboard.press("t");
    const picker = page.getByRole("combobox", { name: "Templates" });
    await picker.fill(name);
    await page.getByRole("option", { name }).waitFor();
    await page.keyboard.press("Enter");
    await picker.waitFor({ state: "detached" });
  };
  const check = page.getByRole("region", { name: "Personalization check" });
  await take("Lid, lot 26-09");
  await soon(() => text.inputValue()).toMatch(/^Hi Hannah, the lid springs/);
  await check.getByText(/Reads like your answer|Is nearly the same text/).waitFor();
  await check.getByRole("button", { name: "Compare" }).first().click();
  const beside = page.getByRole("region", { name: "This draft beside an earlier answer" });
  await beside.getByText(/alike/).waitFor();
  await beside.getByRole("link", { name: "Open that thread" }).waitFor();

  await text.press("Escape");
  await take("Fault: apology, order number");
  await soon(() => text.inputValue()).toMatch(/\{\{order\}\}/);
  await check.getByText("of the template was changed").waitFor();
  await check.getByText("{{order}} is still to be filled in").waitFor();
  await page.getByRole("button", { name: "Send…" }).click();
  const asked = page.getByRole("alertdialog", { name: "Send it anyway?" });
  await asked.getByText("{{order}} is still to be filled in").waitFor();
  await asked.getByRole("button", { name: "Back to the answer" }).click();

  const own =
    "Hannah, a lid that opens over boiling water is no joke with children about. Yes, the warranty covers it: send us the number under the base, and a new lid leaves Gdańsk tomorrow.";
  await text.fill(own);
  await check.getByText("still to be filled in").waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Send(?! and|…)/ }).click();
  await page.getByText(/Goes out in \d s/).waitFor();
  await region.getByRole("button", { name: "Undo" }).click();
  await soon(() => text.inputValue()).toBe(own);

  await page.getByRole("button", { name: /^Send(?! and|…)/ }).click();
  await page.getByText(/Goes out in \d s/).waitFor();
  await page.getByText(/Goes out in \d s|Going out/).waitFor({ state: "detached" });
  const said = region.getByRole("article").filter({ hasText: "a new lid leaves Gdańsk tomorrow" });
  await said.waitFor();
  expect(await said.innerText()).toContain("Selin Arıkan");
  expect(await text.inputValue()).toBe("");
});
