import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";
import { rows } from "#web/e2e/support.ts";

const journey = startJourney();

it("forwards a thread to a department, whose answer by link comes back and opens it again", async () => {
  const page = await journey.ownerPage();
  await page.goto("/inbox?q=stopped+locking+after+three+weeks&status=all");
  await rows(page)
    .getByRole("button", { name: /Hannah Whitfield/ })
    .click();
  const region = page.getByRole("region", { name: "Thread of Hannah Whitfield" });
  await region
    .getByText(/stopped locking/)
    .first()
    .waitFor();
  await page.keyboard.press("f");
  const dialog = page.getByRole("dialog", { name: "Forward to a department" });
  await dialog.getByText(/this one is written to/).waitFor();
  await dialog.getByRole("combobox", { name: "To" }).click();
  await page.getByRole("option", { name: "Product quality" }).click();
  await dialog
    .getByLabel("Question")
    .fill("Is the lid spring of lot 26-09 at fault, and from when are new ones there?");
  await dialog.getByRole("button", { name: "Forward to Product quality" }).click();
  await dialog.waitFor({ state: "detached" });
  await region
    .getByText(/Selin Arıkan asked Product quality|asked Product quality/)
    .first()
    .waitFor();

  await region.getByText("Waiting", { exact: true }).first().waitFor();

  const link = await journey.konak.newestLink("answer");
  const phone = await journey.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(link);
  await phone.getByRole("heading", { name: /Is the lid spring of lot 26-09 at fault/ }).waitFor();
  await phone.getByRole("button", { name: "Send answer" }).click();
  await phone.getByText("Choose the short answer first.").waitFor();
  await phone.getByRole("radio", { name: "Yes" }).check();
  await phone.getByLabel("Your answer").fill("The spring is at fault. New lids leave on Monday.");
  await phone.getByRole("button", { name: "Send answer" }).click();
  await phone.getByText("Thank you, your answer is with the team").waitFor();
  await phone.goto(link);
  await phone.getByText("This question is answered").waitFor();

  await region.getByText("New lids leave on Monday.").first().waitFor();
  await page.goto("/inbox?q=stopped+locking+after+three+weeks");
  const open = rows(page).getByRole("button", { name: /Hannah Whitfield/ });
  await open.waitFor();
  expect(await open.count()).toBe(1);
});
