import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { channel, draw } from "#web/test/draw.tsx";
import { ChannelRow } from "./channel-row.tsx";

const row = (over: Parameters<typeof channel>[0], role: "lead" | "viewer" = "lead") => {
  const places: (string | undefined)[] = [];
  draw(<ChannelRow channel={channel(over)} onReconnect={() => {}} onDetails={(place) => places.push(place)} />, {
    role,
  });
  return places;
};

it("says how much could not be read, although the channel is healthy, and leads to where it is kept", async () => {
  const places = row({ setAside: 2 });
  fireEvent.click(await screen.findByRole("button", { name: "2 things could not be read" }));
  expect(places).toEqual(["aside"]);
});

it("says nothing of what could not be read where everything could", async () => {
  row({});
  await screen.findByText("lumikettle");
  expect(screen.queryByText(/could not be read/)).toBe(null);
});

it("leads a viewer to the health they may read, and to nothing they may not do", async () => {
  const places = row({}, "viewer");
  fireEvent.click(await screen.findByRole("button", { name: "Actions for Facebook" }));
  const items = await screen.findAllByRole("menuitem");
  expect(items.map((item) => item.textContent)).toEqual(["Health and limits"]);
  fireEvent.click(items[0]!);
  expect(places).toEqual([undefined]);
});

it("says which permission is missing, what it is for, and what waits", async () => {
  const missing = { scope: "pages_manage_engagement", why: "To answer, like, hide and delete comments." };
  row({ health: "narrowed", healthReason: `No access (${missing.scope})`, missing });
  await screen.findByText(/answers and actions wait/);
  await screen.findByText(/Missing: pages_manage_engagement \(to answer, like, hide and delete comments\)\./);
});
