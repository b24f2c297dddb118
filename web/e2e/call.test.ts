import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";
import { rows } from "#web/e2e/support.ts";

const journey = startJourney();
const question = "Which sound should tell you that the lid is shut?";

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function writeBrief(page: Page): Promise<void> {
  await page.goto("/calls/new?brand=lumi-kettle");
  const check = page.getByRole("meter", { name: "Brief check" });
  await check.waitFor();
  const fields: Record<string, string> = {
    Question: question,
    Introduction: "The next lid may have a sound of its own.",
    "Who decides": "Kaisa Virtanen",
    "Last day for ideas": inDays(10),
    "Day of the decision": inDays(20),
    "Criterion 1": "heard across a kitchen",
    "Criterion 2": "wakes nobody",
    "An example of a good idea": "A click like a pen",
    "What happens with the ideas": "We read each of them, and everybody hears a reason.",
    Reward: "Your name in the leaflet",
    Budget: "1200",
    "People, as a goal": "20",
  };
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  expect(await page.getByRole("button", { name: "Publish…" }).isDisabled()).toBe(true);
  await page.getByText("The goals are missing").waitFor();
  await page.getByLabel("Adopted ideas, as a goal").fill("1");
  await page.getByText("Nothing keeps this brief from being published.").waitFor();
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText(/^open, \d+ days left$/).waitFor();
}

async function makeIdea(page: Page): Promise<void> {
  await page.goto("/inbox?q=stopped+locking+after+three+weeks&status=all");
  await rows(page)
    .getByRole("button", { name: /Hannah Whitfield/ })
    .click();
  await page
    .getByRole("region", { name: "Thread of Hannah Whitfield" })
    .getByRole("button", { name: "More", exact: true })
    .click();
  await page.getByRole("menuitem", { name: "Make it an idea…" }).click();
  const dialog = page.getByRole("dialog", { name: "Make it an idea" });
  await dialog.getByRole("combobox", { name: "Call" }).click();
  await page.getByRole("option", { name: question }).click();
  await dialog.getByLabel("The idea in their words").fill("A deep click, like a good car door, when the spring locks.");
  await dialog.getByLabel("Title").fill("A click like a car door");
  await dialog.getByRole("button", { name: "Add the idea" }).click();
  await dialog.waitFor({ state: "detached" });
}

it("takes a call from its brief to the credits, and does not let it close before its author has heard", async () => {
  const page = await journey.ownerPage();
  await writeBrief(page);
  const address = page.url();
  await makeIdea(page);

  await page.goto(address);
  await page.getByRole("button", { name: "Close the call…" }).click();
  const closing = page.getByRole("dialog", { name: "Close the call" });
  await closing.getByText("1 idea has no decision").waitFor();
  expect(await closing.getByRole("button", { name: "Close the call" }).isDisabled()).toBe(true);
  await closing.getByRole("link", { name: "A click like a car door" }).click();

  await page.getByRole("combobox", { name: "May be named" }).click();
  await page.getByRole("option", { name: "Yes" }).click();
  await page.getByRole("button", { name: "Decline", exact: true }).click();
  await page.getByLabel("Reason").fill("Too costly.");
  await page.getByText(/11 of 40 characters; nothing about/).waitFor();
  await page.getByRole("button", { name: "Adopt", exact: true }).click();
  await page.getByLabel("What happens now").fill("The spring gets a deeper click, as you hear it in a car door.");
  await page.getByLabel("In one line, for the credits").fill("In every kettle from March");
  await page.getByRole("button", { name: /^Decide/ }).click();

  await page.getByRole("link", { name: "To the letters" }).click();
  const letter = page.getByLabel("Letter to Hannah Whitfield", { exact: true });
  const drafted = await letter.inputValue();
  await letter.fill("Hannah, ring Peter at +358 40 123 4567 about your click.");
  await page.getByRole("button", { name: "1 needs another word" }).waitFor();
  await letter.fill(drafted);
  await page.getByRole("button", { name: "Send 1 letter" }).click();
  await page.getByText("No letter waits.").waitFor();

  await page.getByRole("button", { name: "Close the call…" }).click();
  await closing.getByText("Every idea is decided and everybody has heard.").waitFor();
  await closing.getByRole("button", { name: "Close the call" }).click();
  await page.getByText("Closed", { exact: true }).waitFor();

  const link = await page.getByRole("link", { name: "Public page" }).getAttribute("href");
  const visitor = await journey.newPage({ javaScriptEnabled: false });
  await visitor.goto(link ?? "");
  await visitor.getByText("In every kettle from March").waitFor();
  await visitor
    .getByText(/Hannah/)
    .first()
    .waitFor();
});
