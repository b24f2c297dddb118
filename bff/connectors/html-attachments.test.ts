import { expect, it } from "vitest";
import { attachmentsOfHtml } from "#bff/connectors/html-attachments.ts";

const base = "https://forum.example/t/lid/7";
const of = (html: string) => attachmentsOfHtml(html, base);

it("finds the pictures of a piece of HTML, with whole addresses and what they show", () => {
  const html = `<p>Look: <img src="/uploads/lid.jpeg" alt="the open lid"><img src="https://cdn.example/2.png"></p>`;
  expect(of(html)).toEqual([
    { kind: "picture", name: "the open lid", url: "https://forum.example/uploads/lid.jpeg" },
    { kind: "picture", name: null, url: "https://cdn.example/2.png" },
  ]);
});

it("takes players and offered files, each once", () => {
  const html = `<video controls><source src="/v.mp4" type="video/mp4"></video><audio src="/a.ogg"></audio>
    <a class="attachment" href="/r.pdf">receipt.pdf</a> <a class="attachment" href="/r.pdf">again</a>`;
  expect(of(html)).toEqual([
    { kind: "video", name: null, url: "https://forum.example/v.mp4" },
    { kind: "audio", name: null, url: "https://forum.example/a.ogg" },
    { kind: "file", name: "receipt.pdf", url: "https://forum.example/r.pdf" },
  ]);
});

it("takes no smiley, no portrait, no plain link and nothing without an address", () => {
  const html = `<img class="emoji" src="/smile.png"><img class="avatar" src="/me.png"><img alt="x"><a href="/b">b</a>`;
  expect(of(html)).toEqual([]);
});
