import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { type Channel, channel, draw } from "#web/test/draw.tsx";
import { Notices } from "./notices.tsx";

const lines = async (channels: Channel[]) => {
  draw(<Notices />, { known: [["channels.list", { brand: undefined }, channels]] });
  return (await screen.findAllByRole("status")).map((line) => line.textContent);
};
const narrowed = (over: Partial<Channel>) => channel({ health: "narrowed", ...over });

it("says on a phone which channel lacks a permission, which one, and what waits", async () => {
  const said = await lines([narrowed({ missing: { scope: "tweet.write", why: null } }), channel({ id: "c2" })]);
  expect(said).toEqual([expect.stringMatching(/^Facebook lacks a permission\. Missing: tweet\.write\..+wait\./)]);
  expect(screen.getByRole("link", { name: "Reconnect" })).toBeTruthy();
});

it("says each kind of trouble in a line of its own", async () => {
  const said = await lines([
    narrowed({}),
    narrowed({ id: "c2", network: "x" }),
    channel({ id: "c3", health: "reconnect" }),
  ]);
  expect(said).toEqual([
    expect.stringMatching(/^Facebook needs to be reconnected\./),
    expect.stringMatching(/^Facebook and X lack a permission\. Nothing is lost/),
  ]);
});
