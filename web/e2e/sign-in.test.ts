import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";
import { signIn } from "#web/e2e/support.ts";

const journey = startJourney();

it("signs in by the link of the terminal, which works once", async ({ task }) => {
  const page = await journey.newPage();
  // A second try of this test finds the first link used.
  const again = (task.result?.retryCount ?? 0) > 0;
  const link = again ? await journey.konak.run("sign-in", "selin@lumi.example") : journey.konak.link;
  await signIn(page, link);
  await page.getByRole("heading", { name: "Open", exact: true }).waitFor();

  const stranger = await journey.newPage();
  journey.expectComplaint(/team\.linkInfo/);
  await stranger.goto(link);
  await stranger.getByRole("heading", { name: /used already/ }).waitFor();

  await page.getByRole("button", { name: /Selin Arıkan/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in to Konak" }).waitFor();
  await page.goto("/inbox?q=lid");
  await page.getByRole("heading", { name: "Sign in to Konak" }).waitFor();
  expect(new URL(page.url()).searchParams.get("next")).toBe("/inbox?q=lid");
});

it("gives a person who lost the link another one at the terminal", async () => {
  const link = await journey.konak.run("sign-in", "selin@lumi.example");
  const page = await journey.newPage();
  await signIn(page, link);
});
