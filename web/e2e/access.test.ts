import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { startJourney } from "#web/e2e/journey.ts";
import { openInbox, rows } from "#web/e2e/support.ts";

const journey = startJourney();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core calls serious or critical: the rule and where it is broken. */
async function barriers(page: Page): Promise<string[]> {
  const tried = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const grave = (tried as AxeResults).violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  return grave.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}

/** The way through an open call: what is pressed, and what stands there when the place is drawn. */
async function* callPlaces(page: Page): AsyncGenerator<string> {
  await page.goto("/calls");
  const call = page.getByRole("link", { name: /next Lumi lid/ });
  await call.waitFor();
  yield "calls";
  await call.click();
  const tabs = page.getByRole("navigation", { name: "Parts of the call" });
  await page.getByRole("button", { name: "Decide" }).first().waitFor();
  yield "call";
  await tabs.getByRole("button", { name: /^Set aside/ }).click();
  await page.getByRole("button", { name: "It is spam" }).waitFor();
  yield "set aside";
  await tabs.getByRole("button", { name: /^People/ }).click();
  await page.getByRole("link", { name: "Hannah Whitfield" }).first().click();
  await page.getByText("Whom one could ask").waitFor();
  await page.getByRole("button", { name: "It is the same person" }).first().waitFor();
  yield "member";
}

it.each(["light", "dark"] as const)(
  "puts no barrier in anybody's way, in %s",
  async (colorScheme) => {
    const page = await journey.ownerPage({ colorScheme });
    const found: Record<string, string[]> = { inbox: await barriers(page) };
    await openInbox(page, "/inbox?q=stopped+locking+after+three+weeks&status=all");
    await rows(page).first().getByRole("button").click();
    await page.getByLabel("Answer to Hannah Whitfield").fill("Hi Hannah, call me on +90 532 123 45 67.");
    await page.getByRole("region", { name: "Personalization check" }).waitFor();
    found.thread = await barriers(page);
    for (const place of ["Reports", "Departments", "Channels", "Templates"]) {
      await page.getByRole("link", { name: place, exact: true }).first().click();
      await page.waitForURL(new RegExp(`/${place.toLowerCase()}`));
      await page.getByRole("heading").first().waitFor();
      if (place === "Reports") await page.getByRole("region", { name: "Numbers of the period" }).waitFor();
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
      found[place] = await barriers(page);
    }
    await page.goto("/reports");
    for (const path of ["overview", "mix", "times", "ahead", "compare", "rivals", "team", "replies", "loops"]) {
      await page.locator(`nav a[href^="/reports/${path}"]`).click();
      await page.waitForURL(new RegExp(`/reports/${path}`));
      await page.getByRole("table").or(page.locator("svg[role=img]")).first().waitFor();
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
      found[`reports/${path}`] = await barriers(page);
    }
    for await (const place of callPlaces(page)) found[place] = await barriers(page);
    expect(Object.fromEntries(Object.entries(found).filter(([, broken]) => broken.length > 0))).toEqual({});
  },
  150_000,
);
