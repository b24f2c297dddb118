import { describe, expect, it } from "vitest";
import { networks } from "#shared/channel.ts";
import { InboxFilter } from "#shared/inbox/schema.ts";
import { inboxSearch } from "#web/app/inbox-search.ts";
import { day, flag, oneOf, searchBy, text } from "#web/lib/search.ts";
import { networkName } from "#web/ui/network-icon.tsx";

describe("reading an address", () => {
  const read = searchBy<{ brand?: string; from?: string; sort?: "newest" | "oldest"; problems?: boolean }>({
    brand: text,
    from: day,
    sort: oneOf("newest", "oldest"),
    problems: flag,
  });

  it("keeps what fits and leaves out the rest", () => {
    expect(read({ brand: "lumi", from: "2026-11-01", sort: "newest", problems: true })).toEqual({
      brand: "lumi",
      from: "2026-11-01",
      sort: "newest",
      problems: true,
    });
    expect(read({ brand: ["x"], from: "yesterday", sort: "best", problems: "maybe", other: 1 })).toEqual({});
  });

  it("names what did not fit as undefined, so that it does not stay in the address", () => {
    expect(Object.keys(read({ sort: "best", other: 1 }))).toEqual(["sort"]);
    expect(Object.keys(read({ brand: "lumi" }))).toEqual(["brand"]);
  });

  it("takes a name of digits for a name", () => {
    expect(read({ brand: 1984 })).toEqual({ brand: "1984" });
  });

  it("gives the inbox only what the server's schema takes", () => {
    const kinds = InboxFilter.shape.kind.unwrap().options;
    for (const kind of kinds) expect(inboxSearch({ kind })).toEqual({ kind });
    for (const status of ["open", "waiting", "done", "snoozed", "all"])
      expect(inboxSearch({ status })).toEqual({ status });
    const whole = { brand: "lumi", q: "ışık", status: "all", kind: "quote", question: true, sort: "oldest" };
    expect(InboxFilter.parse(inboxSearch(whole))).toEqual(whole);
    expect(
      Object.keys(InboxFilter.shape).every((name) => inboxSearch({ [name]: name === "sort" ? "newest" : "true" })),
    ).toBe(true);
  });

  it("cuts a search no longer than the server takes", () => {
    const found = inboxSearch({ q: "a".repeat(5000) });
    expect(InboxFilter.safeParse(found).success).toBe(true);
  });
});

describe("networks", () => {
  it("all have a name of their own", () => {
    for (const network of networks) expect(networkName(network)).not.toBe(network);
  });
});
