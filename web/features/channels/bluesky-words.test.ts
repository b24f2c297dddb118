import { describe, expect, it } from "vitest";
import { handleOf, looksLikeAppPassword, serviceOf } from "./bluesky-words.ts";

describe("what people paste into the Bluesky form", () => {
  it("finds the handle in an @ name and in a profile's address", () => {
    expect(handleOf(" @LumiKettle.bsky.social ")).toBe("lumikettle.bsky.social");
    expect(handleOf("https://bsky.app/profile/lumi.example/post/3k")).toBe("lumi.example");
  });

  it("completes the server's address", () => {
    expect(serviceOf("bsky.social/")).toBe("https://bsky.social");
    expect(serviceOf("http://localhost:2583")).toBe("http://localhost:2583");
  });

  it("knows an app password by its form", () => {
    expect(looksLikeAppPassword("abcd-efgh-ijkl-mnop")).toBe(true);
    expect(looksLikeAppPassword("my own password")).toBe(false);
  });
});
