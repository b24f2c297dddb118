import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { soon, startJourney } from "#web/e2e/journey.ts";
import { openInbox, rows } from "#web/e2e/support.ts";

const journey = startJourney();
const listed = (page: Page, name: RegExp | string) => rows(page).getByRole("button", { name });
const opened = (page: Page) => page.locator("[aria-current=true]");
const nameOfOpen = async (page: Page) => {
  const label = await page.getByRole("region", { name: /^Thread of/ }).getAttribute("aria-label");
  return label?.replace("Thread of ", "") ?? "";
};
const thread = (page: Page) => new URL(page.url()).searchParams.get("thread");

it("triages by keyboard alone", async () => {
  const page = await journey.ownerPage();
  await page.keyboard.press("j");
  await opened(page).waitFor();
  const first = thread(page);
  await page.keyboard.press("j");
  await soon(() => thread(page)).not.toBe(first);
  await page.keyboard.press("k");
  await soon(() => thread(page)).toBe(first);

  const label = await nameOfOpen(page);
  await page.keyboard.press("e");
  await page.getByText(`Done: ${label}`).waitFor();
  await soon(() => thread(page)).not.toBe(first);
  expect(await listed(page, new RegExp(label)).count()).toBe(0);
  await page.keyboard.press("z");
  await listed(page, new RegExp(label)).waitFor();
});

it("gives a thread to somebody, labels it and lets it sleep", async () => {
  const page = await journey.ownerPage();
  await openInbox(page, "/inbox?q=hannah+whitfield");
  await page.keyboard.press("Enter");
  const region = page.getByRole("region", { name: "Thread of Hannah Whitfield" });
  await region
    .getByText(/stopped locking/)
    .first()
    .waitFor();

  await page.keyboard.press("a");
  await page.getByRole("combobox", { name: "Who looks after it" }).fill("Mert");
  await page.keyboard.press("Enter");
  await page.getByText("Hannah Whitfield goes to Mert Aksoy").waitFor();

  await page.keyboard.press("l");
  await page.getByRole("combobox", { name: "Labels" }).fill("manual");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Labels" }).waitFor({ state: "detached" });
  await region.getByText("manual").filter({ visible: true }).first().waitFor();

  await page.keyboard.press("h");
  await page.getByRole("option", { name: /In a week/ }).waitFor();
  await page.keyboard.type("week");
  await page.keyboard.press("Enter");
  await page
    .getByText(/Asleep until .*Hannah Whitfield/)
    .first()
    .waitFor();
});

it("finds the same threads for isik and ışık, and keeps the filter in the address", async () => {
  const page = await journey.ownerPage();
  const found: string[][] = [];
  for (const words of ["isik", "ışık", "IŞIK"]) {
    await openInbox(page, "/inbox?status=all&sort=best&kind=gossip");
    await listed(page, /Priya Nair/).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(words);
    await page.waitForURL((url) => url.searchParams.get("q") === words);
    await listed(page, /Priya Nair/).waitFor({ state: "detached" });
    await listed(page, /Işık/).first().waitFor();
    found.push((await page.getByRole("button", { name: /[Iı]şık/ }).allInnerTexts()).slice(0, 4));
  }
  expect(found[0]?.length).toBeGreaterThan(0);
  expect(found[1]).toEqual(found[0]);
  expect(found[2]).toEqual(found[0]);

  await page.getByRole("button", { name: "Language" }).click();
  await page.getByRole("option", { name: "Turkish" }).click();
  await page.waitForURL(/lang=tr/);
  const narrowed = page.url();
  await page.reload();
  await rows(page).first().waitFor();
  expect(page.url()).toBe(narrowed);
  expect(await page.getByLabel("Search threads").inputValue()).toBe("IŞIK");
});

it("sets several threads to done at once and takes it back", async () => {
  const page = await journey.ownerPage();
  await openInbox(page, "/inbox?assignee=me");
  const names: string[] = [];
  for (const count of [1, 2]) {
    const last = thread(page);
    await page.keyboard.press("j");
    await soon(() => thread(page)).not.toBe(last);
    await soon(async () => names.includes(await nameOfOpen(page))).toBe(false);
    names.push(await nameOfOpen(page));
    await page.keyboard.press("x");
    await page.getByText(`${count} selected`).waitFor();
  }
  await page.keyboard.press("e");
  await page.getByText("2 threads done").waitFor();
  for (const name of names) await listed(page, new RegExp(name)).waitFor({ state: "detached" });
  await page.keyboard.press("z");
  for (const name of names) await listed(page, new RegExp(name)).waitFor();
});
