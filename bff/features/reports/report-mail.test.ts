import { afterEach, beforeEach, expect, it } from "vitest";
import { printable } from "#bff/features/reports/print.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { mailLanguages } from "#shared/reports/mail-languages.ts";
import { reportMail } from "#shared/reports/report-mail.ts";
import type { Report } from "#shared/reports/schema.ts";
import { outTexts } from "#shared/reports/texts/out-texts.ts";

let test: TestApp;
let report: Report;
beforeEach(async () => {
  test = await testApp("sqlite");
  report = await getReport(await test.as("viewer"), { brand: "lumi", from: "2026-11-09", to: "2026-11-15" });
});
afterEach(() => test.remove());

it.each(mailLanguages)("says in %s what is not known and why, never 0", (lang) => {
  const texts = outTexts[lang];
  const mail = reportMail({ report, link: "https://konak.example/reports", person: "Deniz", attached: true }, texts);
  expect(mail.text).toContain(`${texts.page.missing} (${texts.missing.no_followers})`);
  expect(mail.text).toContain(texts.mail.attached);
  expect(mail.html).toContain(`lang="${lang}"`);
});

it("lets no name become markup or a header of its own", () => {
  const name = 'Lumi <b>"&\r\nBcc: all@evil.example';
  const mail = reportMail(
    {
      report: { ...report, brand: { ...report.brand, name } },
      link: 'https://x.example/"><script>',
      person: name,
      attached: false,
    },
    outTexts.en,
  );
  expect(mail.subject).not.toMatch(/[\r\n]/);
  expect(mail.html).not.toMatch(/<b>|<script>/);
  expect(mail.html).toContain("Lumi &#60;b&#62;");
  expect(mail.text).not.toContain(outTexts.en.mail.attached);
});

it("prints letters of every language here, without emoji or signs the font has not", () => {
  expect(printable("Zażółć gęślą jaźń ğışöçü ÄÅÖ Ελληνικά “quoted” – 1 000 €")).toBe(
    "Zażółć gęślą jaźń ğışöçü ÄÅÖ Ελληνικά “quoted” – 1 000 €",
  );
  expect(printable("Tea 🫖☕️ time 👩‍👩‍👧 🇫🇮 in 日本語 and العربية\n\n now")).toBe("Tea time in […] and […] now");
});
