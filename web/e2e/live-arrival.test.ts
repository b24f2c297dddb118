import { expect, it } from "vitest";
import { soon, startJourney } from "#web/e2e/journey.ts";
import { openInbox, rows } from "#web/e2e/support.ts";

const journey = startJourney();

it("counts what arrives, and shows it when asked, without a reload", async () => {
  const writer = await journey.ownerPage();
  await openInbox(writer, "/inbox?status=all&q=stopped+locking+after+three+weeks");
  await rows(writer)
    .getByRole("button", { name: /Hannah Whitfield/ })
    .click();
  const text = writer.getByLabel("Answer to Hannah Whitfield");
  await text.waitFor();
  await writer.keyboard.press("e");
  await writer.getByText("Done: Hannah Whitfield").waitFor();

  const reader = await journey.ownerPage();
  await reader.evaluate(() => Object.assign(window, { neverReloaded: true }));
  const hannah = rows(reader).getByRole("button", { name: /Hannah Whitfield/ });
  expect(await hannah.count()).toBe(0);

  await writer.keyboard.press("r");
  await soon(() => text.evaluate((field) => field === document.activeElement)).toBe(true);
  await writer.keyboard.type("Hannah, yes, the warranty covers your lid. #answer");
  await writer.keyboard.press("Control+Enter");

  const arrived = reader.getByRole("button", { name: /^\d+ new$/ });
  await arrived.waitFor({ timeout: 30_000 });
  expect(await hannah.count()).toBe(0);
  // The sandbox may send a comment of somebody else first; hers comes behind it, again only when asked for.
  const show = async () => {
    if ((await hannah.count()) === 0 && (await arrived.count()) > 0) await reader.keyboard.press(".");
    return await hannah.count();
  };
  await expect.poll(show, { timeout: 40_000, interval: 500 }).toBe(1);
  expect(await reader.evaluate(() => "neverReloaded" in window)).toBe(true);
});

it("shows a crisis to everybody at once, in the composer too, until somebody ends it", async () => {
  const [lead, other] = [await journey.ownerPage(), await journey.ownerPage()];
  await openInbox(lead, "/inbox?brand=lumi-kettle&status=all");
  await lead.getByRole("button", { name: /Switch brand/ }).click();
  await lead.getByRole("menuitem", { name: "Crisis mode" }).click();
  await lead.getByLabel("What has happened").fill("Recall of the lid of lot 26-09.");
  await lead.getByRole("button", { name: "Start crisis mode" }).click();
  const bar = other.getByRole("status").filter({ hasText: "Lumi Kettle is in crisis mode" });
  await bar.getByText(/set by Selin Arıkan, until .+ Recall of the lid/).waitFor();

  await rows(lead).getByRole("button").first().click();
  await lead.getByText("Crisis mode: a cheerful answer asks first.").waitFor();

  await bar.getByRole("button", { name: "Change" }).click();
  await other.getByRole("button", { name: "End it now" }).click();
  await other.getByText("Lumi Kettle is back to normal.").waitFor();
  await lead.getByText("Crisis mode: a cheerful answer asks first.").waitFor({ state: "detached" });
});
