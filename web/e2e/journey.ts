import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Konak, openBrowser, openInbox, signIn, startKonak } from "#web/e2e/support.ts";

const patience = 20_000;

/** What the screen says in the end; a slow machine may take its time. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: patience });

/** One Konak and one browser for the tests of a file; whatever the browser complains about fails the test. */
export type Journey = {
  readonly konak: Konak;
  /** a page in a context of its own: another person, another device */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** a new page of the person who looks after Lumi Kettle, already signed in */
  ownerPage(options?: BrowserContextOptions): Promise<Page>;
  /** complaints of the browser that belong to the test, until it ends */
  expectComplaint(words: RegExp): void;
};

export function startJourney(...args: string[]): Journey {
  let konak: Konak | undefined;
  let browser: Browser | undefined;
  let session: BrowserContextOptions["storageState"];
  let complaints: string[] = [];
  let expected: RegExp[] = [];
  const started = <T>(part: T | undefined): T => {
    if (!part) throw new Error("Konak has not started yet.");
    return part;
  };
  const newPage = async (options: BrowserContextOptions = {}) => {
    const context = await started(browser).newContext({
      baseURL: started(konak).url,
      viewport: { width: 1440, height: 900 },
      locale: "en-GB",
      timezoneId: "Europe/Istanbul",
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(patience);
    context.on("console", (message) => {
      if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => complaints.push(String(error.error())));
    return await context.newPage();
  };

  beforeAll(async () => {
    [konak, browser] = await Promise.all([startKonak(...args), openBrowser()]);
  }, 150_000);

  afterEach(async ({ task }) => {
    const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
    if (task.result?.state === "fail") await keepPictures(pages, task.name);
    for (const context of browser?.contexts() ?? []) await context.close();
    const unexpected = complaints.filter((words) => !expected.some((pattern) => pattern.test(words)));
    complaints = [];
    expected = [];
    if (unexpected.length > 0) throw new Error(`The browser complained:\n${unexpected.join("\n")}`);
  });

  afterAll(async () => {
    await browser?.close();
    await konak?.stop();
  }, 60_000);

  return {
    get konak() {
      return started(konak);
    },
    newPage,
    ownerPage: async (options) => {
      const page = await newPage({ ...options, storageState: session });
      if (session) await openInbox(page);
      else {
        await signIn(page, started(konak).link);
        session = await page.context().storageState();
      }
      return page;
    },
    expectComplaint: (words) => void expected.push(words),
  };
}

async function keepPictures(pages: Page[], name: string): Promise<void> {
  for (const [at, page] of pages.entries()) {
    const path = join(tmpdir(), `konak-${name.replace(/\W+/g, "-").slice(0, 60)}-${at}.png`);
    const kept = await page.screenshot({ path, timeout: 5_000 }).catch(() => null);
    if (kept) console.error(`What the browser showed at ${page.url()}: ${path}`);
  }
}
