import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type Konak, openBrowser, openInbox, rows, signIn, startKonak } from "#web/e2e/support.ts";

const folder = join(import.meta.dirname, "../../docs/screenshots");
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const known = "/inbox?brand=lumi-kettle";

type Shot = { name: string; options: BrowserContextOptions; show: (page: Page) => Promise<void> };

const openThread = async (page: Page) => {
  await openInbox(page, known);
  await rows(page)
    .getByRole("button", { name: /Hannah Whitfield/ })
    .click();
  await page.getByRole("region", { name: "Thread of Hannah Whitfield" }).waitFor();
};

const writeAnswer = async (page: Page) => {
  await openThread(page);
  const text = page.getByLabel("Answer to Hannah Whitfield");
  await text.waitFor();
  await page.keyboard.press("t");
  await page.getByRole("combobox", { name: "Templates" }).fill("Lid, lot 26-09");
  await page.getByRole("option", { name: "Lid, lot 26-09" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Personalization check" }).waitFor();
};

const openForward = async (page: Page) => {
  await openThread(page);
  await page.getByLabel("Answer to Hannah Whitfield").waitFor();
  await page.keyboard.press("f");
  const dialog = page.getByRole("dialog", { name: "Forward to a department" });
  await dialog.getByRole("combobox", { name: "To" }).click();
  await page.getByRole("option", { name: "Product quality" }).click();
  await dialog
    .getByLabel("Question")
    .fill("Is the lid spring of lot 26-09 at fault, and from when are new ones there?");
};

/** What the department sees is drawn from the link in the newest mail, so that the page is the real one. */
const openAnswer = (konak: Konak, browser: Browser, session: BrowserContextOptions) => async (page: Page) => {
  const sender = await (await browser.newContext({ ...session, viewport: wide })).newPage();
  await openForward(sender);
  const sent = sender.waitForResponse((response) => response.url().includes("forwarding.send"));
  await sender.getByRole("button", { name: "Forward to Product quality" }).click();
  await sent;
  await page.goto(await konak.newestLink("answer"));
  await page.getByRole("heading", { level: 1 }).waitFor();
};

const openReport = async (page: Page) => {
  await page.goto("/reports?brand=lumi-kettle");
  await page.getByRole("region", { name: "Numbers of the period" }).waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
};

const openCall = async (page: Page) => {
  await page.goto("/calls?brand=lumi-kettle");
  await page
    .getByRole("main")
    .getByRole("link", { name: /next Lumi lid/ })
    .first()
    .click();
  await page.waitForURL(/\/calls\/(?!new)./);
  await page.waitForLoadState("networkidle").catch(() => undefined);
};

const openLoopReport = async (page: Page) => {
  await page.goto("/reports/loops?brand=lumi-kettle");
  await page.getByRole("heading").first().waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
};

const konak = await startKonak();
const browser = await openBrowser();
try {
  const base = { baseURL: konak.url, locale: "en-GB", timezoneId: "Europe/Istanbul", reducedMotion: "reduce" } as const;
  const first = await (await browser.newContext({ ...base, viewport: wide })).newPage();
  await signIn(first, konak.link);
  const session = { ...base, storageState: await first.context().storageState() };
  const shots: Shot[] = [
    { name: "inbox-light", options: { viewport: wide }, show: writeAnswer },
    { name: "inbox-dark", options: { viewport: wide, colorScheme: "dark" }, show: writeAnswer },
    { name: "report", options: { viewport: wide }, show: openReport },
    { name: "forward", options: { viewport: wide }, show: openForward },
    { name: "call", options: { viewport: wide }, show: openCall },
    { name: "loop-report", options: { viewport: wide }, show: openLoopReport },
    { name: "inbox-phone", options: { viewport: narrow }, show: (page) => openInbox(page, known) },
    { name: "thread-phone", options: { viewport: narrow }, show: openThread },
    // Last: to ask a department sets the thread to waiting.
    { name: "answer-phone", options: { viewport: narrow }, show: openAnswer(konak, browser, session) },
  ];
  await mkdir(folder, { recursive: true });
  for (const { name, options, show } of shots) {
    const context = await browser.newContext({ ...session, ...options });
    const page = await context.newPage();
    await show(page);
    await page.mouse.move(0, 0);
    await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))));
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
    console.log(`docs/screenshots/${name}.png`);
  }
} finally {
  await browser.close();
  await konak.stop();
}
