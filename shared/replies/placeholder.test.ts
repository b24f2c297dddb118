import { describe, expect, it } from "vitest";
import { findPlaceholders } from "./placeholder.ts";

const found = (text: string) => findPlaceholders(text).map(({ from, to }) => text.slice(from, to));

describe("what was left to be filled in", () => {
  it.each([
    ["Hi {{member.firstName}}, your {{order}}", ["{{member.firstName}}", "{{order}}"]],
    ["Hi {name}, ok", ["{name}"]],
    ["Hi [NAME], ok", ["[NAME]"]],
    ["Hi [your name], ok", ["[your name]"]],
    ["Dear <customer>, ok", ["<customer>"]],
    ["Order %s left", ["%s"]],
    ["Code XXX", ["XXX"]],
    ["Merhaba [ad], ok", ["[ad]"]],
    ["Hei [nimi], ok", ["[nimi]"]],
    ["Cześć [imię], ok", ["[imię]"]],
    ["Hi , ok", ["Hi ,"]],
    ["Merhaba , nasılsınız", ["Merhaba ,"]],
    ["Hi undefined, ok", ["Hi undefined"]],
    ["Number ____", ["____"]],
  ])("is found in: %s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    "[SOLVED] The lid is back",
    "See [our page](https://lumi.example/{id})",
    "We <3 you",
    "100%sure, 50% off",
    "xxx love you",
    "Size XXXL 2",
    "Hello ! We are here",
    "Hi, we are here",
    "https://lumi.example/{{a}}",
    "[1] see below",
  ])("is not found in: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});
