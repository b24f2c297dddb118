import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { soon, startJourney } from "#web/e2e/journey.ts";
import { rows } from "#web/e2e/support.ts";

const journey = startJourney();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Hannah's thread about the lid, with the dialog that hands it on. */
async function forwardHannah(page: Page) {
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
  return { region, dialog };
}

/** Takes along what two different people wrote in English, neither of them Hannah. */
async function tickTwoOthers(dialog: Locator) {
  const alike = dialog
    .getByRole("group", { name: "Alike" })
    .getByRole("listitem")
    .filter({ has: dialog.page().getByText("EN", { exact: true }) });
  await alike.first().waitFor();
  const names = new Set(await alike.locator("b").allInnerTexts());
  names.delete("Hannah Whitfield");
  for (const name of [...names].slice(0, 2))
    await alike
      .filter({ has: dialog.page().getByText(name, { exact: true }) })
      .getByRole("checkbox")
      .first()
      .check();
}

it("forwards three people's feedback as one question, answered on a phone, and closes the loop with each of them", async () => {
  const page = await journey.ownerPage();
  const { region, dialog } = await forwardHannah(page);
  await dialog.getByText(/Suggested: it says “lid”/).waitFor();
  await dialog
    .getByRole("textbox", { name: "Question" })
    .fill("Is the lid spring of lot 26-09 at fault, and from when are new ones there?");
  await tickTwoOthers(dialog);
  await dialog.getByText("Question from 3 customers").waitFor();
  await dialog.getByRole("button", { name: "Translate into English" }).click();
  await dialog.getByLabel(/^In English/).fill("Mine too: the spring of the lid went slack in two weeks.");
  await dialog.getByText("Translated by Selin Arıkan:").waitFor();
  await dialog.getByText(/Nothing goes without a translation/).waitFor();
  await dialog.getByRole("button", { name: "Forward to Product quality" }).click();
  await dialog.waitFor({ state: "detached" });
  await region.getByText("Waiting", { exact: true }).first().waitFor();

  const link = await journey.konak.newestLink("answer");
  const theirs = await journey.newPage(phone);
  await theirs.goto(link);
  await theirs.getByRole("heading", { name: /Is the lid spring of lot 26-09 at fault/ }).waitFor();
  await theirs.getByLabel("Language").selectOption("pl");
  await theirs.getByRole("button", { name: "Wyślij odpowiedź" }).waitFor();
  await theirs.getByLabel("Język").selectOption("en");
  await theirs.getByText("3 people say so").click();
  await theirs.getByText("Translated by Selin Arıkan").waitFor();
  await theirs.getByText(/^Bende de aynısı oldu/).waitFor();
  await theirs.getByRole("button", { name: "Send answer" }).click();
  await theirs.getByText("Choose the short answer first.").waitFor();
  await theirs.getByRole("radio", { name: "Yes" }).check();
  await theirs.getByLabel("Your answer").fill("The spring is at fault. New lids leave on Monday.");
  await theirs.getByLabel(/What comes of it/).selectOption("changed");
  await theirs.getByRole("button", { name: "Send answer" }).click();
  await theirs.getByText("Thank you, your answer is with the team").waitFor();
  await theirs.goto(link);
  await theirs.getByText("This question is answered").waitFor();

  await region.getByText("New lids leave on Monday.").first().waitFor();
  await page.goto("/loops");
  await page
    .getByRole("link", { name: /Is the lid spring of lot 26-09 at fault/ })
    .first()
    .click();
  await page.getByText("3 still to be told").waitFor();
  await page.getByRole("button", { name: "Answer the next one" }).click();
  const told = new Set<string>();
  for (const words of ["the lid you showed us", "that click you miss", "the slack spring you found"]) {
    const text = page.getByLabel(/^Answer to /);
    await soon(() => text.inputValue()).toMatch(/^Hi |^Hello/);
    await soon(() => text.inputValue()).toContain("New lids leave on Monday.");
    const drafted = await text.inputValue();
    expect(told.has(drafted)).toBe(false);
    told.add(drafted);
    const name = (await text.getAttribute("aria-label"))?.replace("Answer to ", "") ?? "";
    await text.fill(
      `Good news about ${words}, ${name.split(" ")[0]}: it is the spring, and a new lid can leave for you on Monday ${told.size}.`,
    );
    await page
      .getByRole("button", { name: /^Send(?! and)/ })
      .first()
      .click();
    const anyway = page.getByRole("alertdialog", { name: "Send it anyway?" });
    if (await anyway.isVisible()) throw new Error(`The check holds back: ${await anyway.innerText()}`);
    await page.getByRole("region", { name: `Answering ${name}` }).waitFor({ state: "detached" });
  }
  await page.getByText("Everybody has heard or was set aside.").waitFor();
  await page.getByRole("button", { name: "Changed" }).click();
  await page.getByLabel("In words the board can read").fill("Springs come from another supplier.");
  await soon(() => page.getByRole("listitem").filter({ hasText: "On its way" }).count()).toBe(0);
  await page.getByRole("button", { name: "Close the loop" }).click();
  await page.getByRole("button", { name: "Open it again" }).waitFor();
  expect(told.size).toBe(3);
});

it("is handed on to another department with the reason, declined there, and a follower is set aside", async () => {
  const page = await journey.ownerPage();
  const { dialog } = await forwardHannah(page);
  await dialog.getByRole("combobox", { name: "To" }).click();
  await page.getByRole("option", { name: "Logistics" }).click();
  await dialog.getByRole("textbox", { name: "Question" }).fill("Can we send a lid to Hannah by tomorrow?");
  const mails = () =>
    readdir(join(journey.konak.data, "mail")).then(
      (names) => names.length,
      () => 0,
    );
  const before = await mails();
  await dialog.getByRole("button", { name: "Forward to Logistics" }).click();
  await dialog.waitFor({ state: "detached" });

  const theirs = await journey.newPage(phone);
  await soon(mails).toBeGreaterThan(before);
  const first = await journey.konak.newestLink("answer");
  await theirs.goto(first);
  await theirs.getByRole("radio", { name: "Not ours, pass on" }).check();
  await theirs.getByLabel("Who should have it").selectOption({ label: "Shop" });
  await theirs.getByRole("button", { name: "Hand on to Shop" }).click();
  await theirs.getByText("Say why it is theirs, so that they know.").waitFor();
  await theirs.getByLabel("Why is it theirs?").fill("Lids are kept by the shop.");
  await theirs.getByRole("button", { name: "Hand on to Shop" }).click();
  await theirs.getByRole("heading", { name: "Handed on to Shop" }).waitFor();

  await soon(async () => journey.konak.newestLink("answer")).not.toBe(first);
  await theirs.goto(await journey.konak.newestLink("answer"));
  await theirs.getByRole("radio", { name: "No", exact: true }).check();
  await theirs.getByLabel(/Why not\?/).fill("The shop has none left before Friday.");
  await theirs.getByRole("button", { name: "Send answer" }).click();
  await theirs.getByText("Thank you, your answer is with the team").waitFor();

  await page.goto("/loops");
  await page
    .getByRole("link", { name: /Can we send a lid to Hannah/ })
    .first()
    .click();
  await page.getByText("What happened").click();
  await page.getByText(/Anna Kowalczyk of Logistics handed it on to Shop: Lids are kept by the shop/).waitFor();
  await page.getByRole("button", { name: "Set aside" }).click();
  const aside = page.getByRole("dialog", { name: "Set Hannah Whitfield aside" });
  await aside.getByLabel("Why they get no answer").fill("Answered by telephone.");
  await aside.getByRole("button", { name: "Set aside" }).click();
  await page.getByText("Answered by telephone.").waitFor();
  await page.getByRole("button", { name: "Close the loop" }).click();
  await page.getByRole("button", { name: "Open it again" }).waitFor();
  await page.getByText("Declined.").waitFor();
});
