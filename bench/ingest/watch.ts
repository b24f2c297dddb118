import { openBrowser } from "../../web/e2e/support.ts";

// A process of its own: somebody's browser with the inbox open, who presses "3 new" whenever it is there. Says when each
// live comment stood painted in the list (ms since 1970), once it is told to end.
const [base = "", cookie = ""] = process.argv.slice(2);
const [name = "", value = ""] = cookie.split(/=(.*)/s);
const browser = await openBrowser();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
await context.addCookies([{ name, value, url: base }]);
const page = await context.newPage();
await page.goto(`${base}/inbox`);
await page.getByRole("list", { name: "Threads" }).getByRole("listitem").first().waitFor();
await page.evaluate(() => {
  const shown: Record<string, number> = {};
  Object.assign(window, { shown });
  let asked = false;
  const look = () => {
    asked = false;
    const at = Date.now();
    for (const [, n = ""] of document.body.innerText.matchAll(/Live comment (\d+) /g)) shown[n] ??= at;
    document.querySelector<HTMLElement>('button[title="Show the new threads"]')?.click();
  };
  // Two frames on, what changed is painted.
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => requestAnimationFrame(look));
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
});
process.send?.("ready");
process.once("message", async () => {
  const shown = await page.evaluate(() => (window as unknown as { shown: Record<string, number> }).shown);
  await browser.close();
  process.send?.(shown, () => process.exit(0));
});
