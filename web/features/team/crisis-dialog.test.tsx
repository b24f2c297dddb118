import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Brand } from "#shared/team/schema.ts";
import CrisisDialog from "#web/features/team/crisis-dialog.tsx";
import { createApi, TRPCProvider } from "#web/lib/trpc.ts";

const show = (crisis: Brand["crisis"]) => {
  const queries = new QueryClient();
  const brand = { id: "b", name: "Lumi Kettle", crisis } as Brand;
  render(
    <QueryClientProvider client={queries}>
      <TRPCProvider queryClient={queries} trpcClient={createApi()}>
        <CrisisDialog brand={brand} onClose={() => {}} />
      </TRPCProvider>
    </QueryClientProvider>,
  );
  return screen.findByRole("combobox");
};
const until = "2999-01-01T10:00:00.000Z";

it("leaves the end of a crisis that lasts until another one is chosen", async () => {
  const length = await show({ since: "2026-11-18T09:00:00.000Z", until, by: null, reason: "" });
  expect(length.textContent).toMatch(/^As it is, 1 Jan 2999/);
});

it("offers a day when none lasts", async () => {
  expect((await show(null)).textContent).toBe("24 hours");
});
