import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { channel, draw } from "#web/test/draw.tsx";
import { type Health, HealthDrawer } from "./health-drawer.tsx";

const way: Health["streams"][number] = {
  stream: "history",
  lastOkAt: null,
  lastTriedAt: null,
  newestAt: null,
  items: 0,
  failures: 0,
  error: null,
  errorAt: null,
  nextAt: null,
};
const history: NonNullable<Health["history"]> = {
  until: "2026-01-01T00:00:00.000Z",
  reachedTo: null,
  state: "waiting",
  reason: "channel_paused",
  items: 0,
  added: 0,
  rate: null,
  share: null,
  startedAt: "2026-11-22T09:00:00.000Z",
  finishedAt: null,
};
const whole: Partial<Health> = {
  id: "c1",
  health: "ok",
  healthReason: null,
  healthAt: null,
  pausedBy: null,
  streams: [],
  budgets: [],
  round: null,
  history: null,
  canReadHistory: true,
  waiting: { replies: 0, acts: 0, until: null },
  hooksWaiting: 0,
  hook: null,
  aside: [],
  asideCount: 0,
  orphans: 0,
  ahead: 0,
  renamed: 0,
  reconciled: [],
};
const show = (over: Partial<Health>, place?: string) =>
  draw(<HealthDrawer channel={channel({ health: over.health })} place={place} onClose={() => {}} />, {
    known: [["channels.health", { channelId: "c1" }, { ...whole, ...over } as Health]],
  });

it("says a reason we know in words, never as its code", async () => {
  const view = show({ health: "paused", history, streams: [{ ...way, failures: 2, error: "channel_paused" }] });
  await screen.findAllByText(/This channel is paused\. Resume it/);
  expect(view.container.textContent).not.toMatch(/channel_paused/);
});

it("does not say that the past waits for a stop that is over", async () => {
  const view = show({ history });
  await screen.findByText(/^Waits/);
  expect(view.container.textContent).not.toMatch(/paused/);
});

it("says the network's own reason for which the past waits", async () => {
  show({ history: { ...history, reason: "Too many requests" } });
  await screen.findByText("Too many requests");
});

it("says when a way that does not work was last tried, and when one that works again last failed", async () => {
  const at = new Date(Date.now() - 3 * 60_000).toISOString();
  show({
    streams: [
      { ...way, stream: "poll", failures: 1, error: "No answer", lastTriedAt: at, errorAt: at },
      { ...way, stream: "send", lastOkAt: at, lastTriedAt: at, errorAt: at },
    ],
  });
  await screen.findByText(/last tried \dm/);
  await screen.findByText(/last failed \dm/);
});

it("begins at what could not be read where something led there", async () => {
  Element.prototype.scrollIntoView ??= () => {};
  show({ asideCount: 1 }, "aside");
  const place = await screen.findByRole("heading", { name: "What could not be read" });
  expect(document.activeElement).toBe(place);
});

it("says how often a channel is read and why not more often", async () => {
  const round = {
    seconds: 296,
    name: "units",
    resetAt: "2026-11-23T08:00:00.000Z",
    midnightIn: "America/Los_Angeles",
    channels: 2,
  };
  show({ round });
  await screen.findByText(
    "Read every 5 minutes: your app's units last until midnight in Los Angeles, shared by 2 channels. Answers go out at once.",
  );
});
