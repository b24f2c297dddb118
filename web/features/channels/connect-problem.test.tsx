import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { ConnectProblem } from "./connect-problem.tsx";

it("says why a server was not reached, where it was more than silent", async () => {
  Element.prototype.scrollIntoView ??= () => {};
  const reason =
    "Nobody vouches for the server's certificate (DEPTH_ZERO_SELF_SIGNED_CERT), so nothing was sent to it.";
  const error = Object.assign(new Error(reason), { data: { code: "network_unreachable", details: { reason } } });
  render(<ConnectProblem error={error} />);
  expect(await screen.findByText(/Nobody vouches for the server's certificate/)).toBeTruthy();
});
