import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";

const journey = startJourney("--empty");

it("sets up the first owner, who then signs in by mail and password", async () => {
  const page = await journey.newPage();
  await page.goto(journey.konak.link);
  await page.getByLabel("Your name").fill("Ada Koç");
  await page.getByLabel("Workspace").fill("Koç and daughters");
  await page.getByLabel("First brand").fill("Łódź Kettle");
  await page.getByLabel("Mail address").fill("ada@example.org");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.getByText("At least 10 characters, please.").waitFor();
  await page.getByLabel("Password").fill("a kettle sings at dawn");
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.waitForURL(/\/inbox/);
  await page.getByText("No comment has arrived yet.").waitFor();
  await page.getByRole("button", { name: /Ada Koç/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();

  await page.getByLabel("Mail address").fill("ada@example.org");
  await page.getByLabel("Password").fill("a kettle sings at dusk");
  journey.expectComplaint(/401.*sign-in/);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("The address or the password is not right.").waitFor();
  await page.getByLabel("Password").fill("a kettle sings at dawn");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/inbox/);
  await page.getByRole("button", { name: /Ada Koç/ }).waitFor();
  expect(await page.getByText("Łódź Kettle").count()).toBeGreaterThan(0);
});
