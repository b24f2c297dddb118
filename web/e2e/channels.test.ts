import { expect, it } from "vitest";
import { buildCustom } from "#fixtures/wire/custom/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { soon, startJourney } from "#web/e2e/journey.ts";
import { rows } from "#web/e2e/support.ts";

const journey = startJourney();

it("connects a source of one's own, answers there, and goes on where it moved with a new key", async () => {
  const forum = await startStandIn(buildCustom);
  const first = forum.state.write({ text: "How loud is the kettle in the evening?" });
  // The first key is refused, which the browser says as well.
  journey.expectComplaint(/channels\.connect/);
  const page = await journey.ownerPage();
  await page.goto("/channels?connect=custom");
  await page.getByLabel("Name", { exact: true }).fill("Kettle forum");
  await page.getByLabel("Address that lists comments").fill(`${forum.url}/comments`);
  await page.getByLabel("Address that takes answers").fill(`${forum.url}/answers`);
  await page.getByLabel("Key", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByText("The network does not take this key.").waitFor();
  await page.getByLabel("Key", { exact: true }).fill(" right-key-of-the-forum ");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByText("Own source is connected").waitFor();

  await page.goto("/inbox?q=evening&status=all");
  await rows(page).filter({ hasText: "How loud is the kettle in the evening?" }).getByRole("button").first().click();
  await page.getByRole("textbox", { name: /Maija/ }).fill("Maija, it hums at 52 decibels and is done by nine.");
  await page.getByRole("button", { name: "Send and done" }).click();
  const answers = () =>
    [...forum.state.items.values()].filter((item) => item.parent === first).map((item) => item.text);
  await soon(answers).toEqual(["Maija, it hums at 52 decibels and is done by nine."]);

  forum.state.key = "withdrawn";
  const moved = await startStandIn(buildCustom);
  moved.state.key = "another-key-of-the-forum";
  for (const [id, item] of forum.state.items) moved.state.items.set(id, item);
  await page.goto("/channels");
  const row = page
    .getByRole("list", { name: "Connected channels" })
    .getByRole("listitem")
    .filter({ hasText: "Kettle forum" });
  await row.getByText("Not connected").waitFor();
  await row.getByRole("button", { name: "Reconnect", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const address = dialog.getByLabel("Address that lists comments");
  expect(await address.inputValue()).toBe(`${forum.url}/comments`);
  await address.fill(`${moved.url}/comments`);
  await dialog.getByText(/your word counts/).waitFor();
  await dialog.getByLabel("Address that takes answers").fill(`${moved.url}/answers`);
  await dialog.getByLabel("Key").fill("another-key-of-the-forum");
  await dialog.getByRole("button", { name: "Reconnect" }).click();
  await row.getByText("Healthy").waitFor();
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Health and limits" }).click();
  await page.getByRole("complementary").last().getByText("Reading", { exact: true }).waitFor();
  expect(answers()).toHaveLength(1);
  expect(moved.requests.length).toBeGreaterThan(0);
  await forum.stop();
  await moved.stop();
});
