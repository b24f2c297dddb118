import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ThreadView } from "#shared/inbox/schema.ts";
import { loadTexts } from "#web/lib/i18n.ts";
import { type Channel, channel, draw } from "#web/test/draw.tsx";
import { ThreadNotices } from "./thread-notices.tsx";

await loadTexts("thread");

const missing = { scope: "tweet.write", why: "To answer, and to take an answer back." };
const show = (channels: Channel[], role: "lead" | "viewer" = "lead") => {
  const thread = { channelId: "c1", brandSlug: "lumi", network: "x", channelHealth: "narrowed", deletedAt: null };
  draw(<ThreadNotices thread={thread as ThreadView} others={[]} />, {
    role,
    known: [["channels.list", { brand: undefined }, channels]],
  });
};

it("says which permission is missing and what waits, with the way to where it is mended", async () => {
  show([channel({ network: "x", health: "narrowed", missing })]);
  const line = await screen.findByRole("status");
  expect(line.textContent).toMatch(/Missing: tweet\.write \(to answer, and to take an answer back\)\./);
  expect(line.textContent).toMatch(/answers and actions wait here/);
  const link = screen.getByRole("link", { name: "Reconnect" });
  expect(link.getAttribute("href")).toMatch(/\/channels\?.*connect=c1/);
});

it("says so without naming it where the network named none, and has no way there for who may not mend it", async () => {
  show([channel({ health: "narrowed" })], "viewer");
  const line = await screen.findByRole("status");
  expect(line.textContent).toMatch(/does not give Konak a permission it needs\. Nothing is lost/);
  expect(screen.queryByRole("link")).toBe(null);
});
