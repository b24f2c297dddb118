import { expect, it } from "vitest";
import { soon, startJourney } from "#web/e2e/journey.ts";

const journey = startJourney();

it("ranks the brand among its competitors, takes a file of one more, and says which rows it refused", async () => {
  const page = await journey.ownerPage();
  await page.goto("/reports/rivals?brand=lumi-kettle");
  await page.getByText(/most engaged of 14$/).waitFor();
  const { from, to } = Object.fromEntries(new URL(page.url()).searchParams);
  await page.getByRole("button", { name: "Bring in a file" }).click();
  const text = [
    "name,network,from,to,followers,posts,interactions",
    `Kardelen,instagram,${from},${to},1000,2,500`,
    `Kardelen,facebook,${from},${to},200,1,10`,
    "Kardelen,myspace,2026-01-01,2026-01-02,1,1,1",
  ].join("\n");
  const file = { name: "one-more.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.getByLabel("Public counts as CSV").setInputFiles(file);
  await page.getByText("2 rows added, 0 changed, 0 already there.").waitFor();
  await page.getByText('Line 4: "myspace" is not a network Konak knows.').waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await page.getByText(/most engaged of 15$/).waitFor();
  await page.getByRole("button", { name: "Kardelen" }).click();
  const drawer = page.getByRole("complementary").filter({ hasText: "Readings of Kardelen" });
  await soon(() => drawer.getByRole("row").count()).toBe(3);
});

it("walks the hours of the week by keyboard, opens one to its posts, and corrects what a post is for", async () => {
  const page = await journey.ownerPage();
  await page.goto("/reports/times?brand=lumi-kettle");
  const grid = page.getByRole("grid", { name: "Rate by hour of publishing" });
  const focused = grid.locator(":focus");
  await grid.locator('[tabindex="0"]').focus();
  const best = await focused.getAttribute("aria-label");
  expect(best).toMatch(/^\w+ \d\d:00: [\d.]+%, median of \d+ posts$/);
  await page.keyboard.press("ArrowLeft");
  expect(await focused.getAttribute("aria-label")).not.toBe(best);
  await page.keyboard.press("ArrowRight");
  expect(await focused.getAttribute("aria-label")).toBe(best);
  await page.keyboard.press("Enter");
  const posts = Number(/of (\d+) posts/.exec(best ?? "")?.[1]);
  const drawer = page.getByRole("complementary").filter({ hasText: "Threads under this post" });
  await soon(() => drawer.getByRole("listitem").count()).toBeGreaterThanOrEqual(posts);

  await page.getByRole("link", { name: "Growth and mix" }).click();
  const offers = page
    .getByRole("table", { name: "Content mix" })
    .getByRole("row", { name: /^Offer/ })
    .getByRole("cell")
    .nth(1);
  const before = Number(await offers.innerText());
  const kind = page.getByRole("combobox", { name: /^Kind of “Care and cleaning/ }).first();
  await kind.selectOption("offer");
  await soon(() => offers.innerText()).toBe(String(before + 1));
  expect(await kind.inputValue()).toBe("offer");
});

it("keeps campaign and formula over the tabs, and says in a sentence what an address asks for in vain", async () => {
  const page = await journey.ownerPage();
  await page.goto("/reports?brand=lumi-kettle&formula=reach");
  const campaign = page.getByRole("combobox", { name: "Campaign" });
  const numbers = page.getByRole("region", { name: "Numbers of the period" });
  await numbers.getByRole("button", { name: /^Share of voice:/ }).click();
  const drawer = page.getByRole("complementary").filter({ hasText: "All competitors side by side" });
  await soon(() => drawer.getByRole("listitem").count()).toBeGreaterThanOrEqual(14);
  await campaign.selectOption("Sage green");
  await soon(() => numbers.getByRole("button", { name: /^Share of voice:/ }).count()).toBe(0);
  const tab = (name: string) => page.getByRole("navigation", { name: "Reports" }).getByRole("link", { name });
  await tab("Team").click();
  await page.getByText("Only answers in threads under its posts.").waitFor();
  await tab("Rivals").click();
  await page.getByText(/^“Sage green” alone: .+ of 1\d$/).waitFor();
  await tab("Loops").click();
  await page.getByText("not of “Sage green” alone").waitFor();
  await tab("Best times").click();
  await page.getByRole("button", { name: "Formula of the engagement rate: By reach" }).waitFor();
  expect(await campaign.inputValue()).toBe("Sage green");
  expect(new URL(page.url()).searchParams.get("formula")).toBe("reach");

  for (const [address, sentence] of [
    ["brand=somebody-else", /^There is no brand “somebody-else” among yours/],
    ["brand=lumi-kettle&formula=clicks", /^There is no formula “clicks” in Konak's list/],
    ["brand=lumi-kettle&campaign=Nowhere", /^This brand has no campaign “Nowhere”/],
    ["brand=lumi-kettle&from=2199-01-01&to=2199-01-31", /^This period begins on 1 Jan 2199, after today/],
  ] as const) {
    await page.goto(`/reports?${address}`);
    await page.getByText(sentence).waitFor();
    const counted = address.includes("formula") ? 1 : 0;
    await soon(() => numbers.count()).toBe(counted);
  }
});
