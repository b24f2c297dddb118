import { describe, expect, it } from "vitest";
import { type ForwardMail, forwardMail, mailParts, sayMoment, shorten } from "#shared/forwarding/mail.ts";
import { mailTexts } from "#shared/forwarding/texts/en.ts";

const quote = (name: string, text: string, lang: string | null = "en") => ({
  id: name,
  name,
  lang,
  text,
  sentAt: "2026-11-18T07:42:00.000Z",
  url: null,
  attachments: [],
  translation: null,
});
const mail: ForwardMail = {
  brandName: "Lumi Kettle",
  timeZone: "Europe/Istanbul",
  departmentName: "Product quality",
  personName: "Selin Arıkan",
  toName: "Marek Wójcik",
  question: "May we send a new lid free of charge?",
  people: 1,
  lead: null,
  subject: null,
  mayReply: false,
  quotes: [quote("Hannah", "The lid stopped locking.\nIt pops open.")],
  post: null,
  dueAt: "2026-11-20T09:00:00.000Z",
  expiresAt: "2026-11-27T09:00:00.000Z",
  link: "http://localhost:4700/answer/abc",
};

describe("a mail to a department", () => {
  it("tells times in the brand's time zone", () => {
    expect(sayMoment("2026-11-20T09:00:00.000Z", "Europe/Istanbul", "en-GB")).toBe("Fri 20 Nov, 12:00");
    expect(forwardMail(mail, mailTexts).subject).toBe("Question from a customer, needed by Fri 20 Nov, 12:00");
  });
  it("quotes the follower line by line and carries the link, in text and in HTML", () => {
    const { text, html } = forwardMail(mail, mailTexts);
    expect(text).toContain("> The lid stopped locking.\n> It pops open.\n> Hannah");
    expect(text).toContain("Answer here, without an account:\nhttp://localhost:4700/answer/abc");
    expect(html).toContain('<a href="http://localhost:4700/answer/abc"');
    expect(html).toContain("The lid stopped locking.<br>It pops open.");
  });
  it("makes HTML and scripts of a comment, a name or a question harmless", () => {
    const evil = `<script>alert("1")</script><img src=x onerror='alert(1)'>`;
    const { html } = forwardMail(
      { ...mail, question: evil, quotes: [quote(evil, evil, '"><b>')], post: evil, personName: evil, brandName: evil },
      mailTexts,
    );
    expect(html).not.toMatch(/<script|<img|<b>/i);
    expect(html).toContain("&#60;script&#62;");
  });
  it("links a profile only at a web address", () => {
    const linked = (url: string) =>
      forwardMail({ ...mail, quotes: [{ ...quote("Hannah", "x"), url }] }, mailTexts).html;
    expect(linked("https://bsky.app/profile/h")).toContain('<a href="https://bsky.app/profile/h">Hannah</a>');
    expect(linked("javascript:alert(1)")).not.toContain('href="javascript');
  });
  it("does not take our own answer for a customer's", () => {
    const quotes = [quote("Hannah", "The lid."), quote("Lumi Kettle", "We will ask.")];
    expect(mailParts({ ...mail, quotes }, mailTexts).subject).toContain("Question from a customer");
  });
  it("keeps line breaks out of the subject", () => {
    const texts = { ...mailTexts, subject: () => "Question\r\nBcc: everyone@example.org" };
    expect(forwardMail(mail, texts).subject).toBe("Question Bcc: everyone@example.org");
  });
  it("shows three quotes and counts the rest", () => {
    const quotes = ["a", "b", "c", "d", "e"].map((name) => quote(name, name));
    const parts = mailParts({ ...mail, quotes, people: 5 }, mailTexts);
    expect(parts.quotes).toHaveLength(3);
    expect(parts.wrote).toBe("What 5 customers wrote, 3 of them here");
    expect(parts.more).toBe("and 2 more, on the answer page");
    expect(parts.subject).toContain("Question from 5 customers");
  });
  it("never cuts through a character", () => {
    expect(shorten("ab😀cd", 3)).toBe("ab…");
    expect(shorten("ab", 3)).toBe("ab");
  });
});
