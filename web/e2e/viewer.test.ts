import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";
import { rows } from "#web/e2e/support.ts";

const journey = startJourney();

it("lets an invited viewer read along and change nothing", async () => {
  const owner = await journey.ownerPage();
  await owner.getByRole("link", { name: "People" }).click();
  await owner.getByRole("button", { name: "Invite" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("Mail address").fill("viewer@lumi.example");
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await owner.getByRole("option", { name: "Viewer" }).click();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = await owner.getByRole("textbox", { name: "The invitation is ready" }).inputValue();

  const page = await journey.newPage();
  await page.goto(link);
  await page.getByText("You are invited as Viewer.").waitFor();
  await page.getByLabel("Your name").fill("Vera Looker");
  await page.getByLabel("Password").fill("only looking, thank you");
  await page.getByRole("button", { name: "Join" }).click();
  await rows(page).first().waitFor();
  await rows(page)
    .getByRole("button", { name: /Hannah Whitfield/ })
    .click();
  await page.getByText("You can read this thread. Owners, leads and community managers answer.").waitFor();
  for (const name of ["Done", "Assign", "Snooze", "Forward", "Send", "Template"])
    expect(
      await page
        .getByRole("region", { name: /Thread of/ })
        .getByRole("button", { name, exact: true })
        .count(),
    ).toBe(0);
  const before = await rows(page).count();
  await page.keyboard.press("e");

  const id = new URL(page.url()).searchParams.get("thread");
  const answer = await page.request.post("/api/trpc/inbox.setStatus", {
    headers: { origin: journey.konak.url },
    data: { ids: [id], status: "done" },
  });
  expect(answer.status()).toBe(403);
  expect(JSON.stringify(await answer.json())).toContain("not_allowed");
  expect(await rows(page).count()).toBe(before);
  await page.goto("/people");
  await page.getByRole("heading", { name: "People" }).first().waitFor();
  expect(await page.getByRole("button", { name: "Invite" }).count()).toBe(0);
});
