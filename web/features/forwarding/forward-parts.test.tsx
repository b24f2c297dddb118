import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ForwardDraft } from "#web/features/forwarding/forward-draft.ts";
import { ForwardParts } from "#web/features/forwarding/forward-parts.tsx";
import { createApi, TRPCProvider } from "#web/lib/trpc.ts";

const offered = async (lang: string | null) => {
  const queries = new QueryClient();
  const part = { id: "m", threadId: "t", name: "Hannah", lang, attachments: [] };
  const view = render(
    <QueryClientProvider client={queries}>
      <TRPCProvider queryClient={queries} trpcClient={createApi()}>
        <p>words</p>
        <ForwardParts
          part={part}
          into={{ lang: "en", model: null }}
          draft={{ translations: {} } as ForwardDraft}
          onChange={() => {}}
        />
      </TRPCProvider>
    </QueryClientProvider>,
  );
  await screen.findByText("words");
  const found = screen.queryByRole("button", { name: "Translate into English" }) !== null;
  view.unmount();
  return found;
};

it("offers to write a translation where the language is another one or not known", async () => {
  expect(await offered("tr")).toBe(true);
  expect(await offered(null)).toBe(true);
  expect(await offered("en-GB")).toBe(false);
});
