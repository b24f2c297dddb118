import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { scopesAsked } from "#bff/connectors/facebook/about.ts";
import { facebook, instagram } from "#bff/test/start-meta.ts";

const own = { id: "101000000000011", name: "Agency Kettles", username: "agencykettles", followers: 7, assigned: true };
const client = { id: "101000000000012", name: "Bean Roasters", username: null, followers: 90, assigned: true };
const unassigned = { ...client, id: "101000000000013", name: "Not Ours", assigned: false };
const withoutPortfolio = scopesAsked({}).filter((scope) => scope !== "business_management");

describe("Pages that a Business Portfolio holds", () => {
  let world: Awaited<ReturnType<typeof facebook.start>>;
  let state: (typeof world)["network"]["state"];
  beforeEach(async () => {
    world = await facebook.start();
    ({ state } = world.network);
    state.pages = [];
    state.portfolios = [{ id: "9100000000001", owned: [own], client: [client, unassigned] }];
  });
  afterEach(() => world.network.stop());
  const signIn = (scopes?: string[]) => {
    const { ask, code, verifier, exchange } = world.leave({}, scopes);
    return exchange(ask, code, verifier);
  };
  const names = async (scopes?: string[]) => valueIn(await signIn(scopes)).map(({ name }) => name);
  const asked = (path: string) => world.network.requests.filter((one) => one.path.includes(path)).length;

  it("come with the person's own where the person allows the app to see the portfolio", async () => {
    expect(await names()).toEqual(["Agency Kettles", "Bean Roasters"]);
    expect(await signIn(withoutPortfolio)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("Business Portfolio"),
    });
    expect(asked("/me/businesses")).toBe(1);
  });

  it("are found by what was ticked where Meta does not list them, also without that permission, and no others", async () => {
    state.portfoliosListed = false;
    state.ticked = [client.id, unassigned.id, "101000000000099"];
    expect(await names(withoutPortfolio)).toEqual(["Bean Roasters"]);
    expect(await names()).toEqual(["Bean Roasters"]);
    expect(asked("/me/businesses")).toBe(0);
  });

  it("are looked for in every portfolio where all there are were allowed, beside those with a role of the person's own", async () => {
    state.portfoliosListed = false;
    state.portfolios.push({
      id: "9100000000002",
      owned: [{ ...own, id: "101000000000021", name: "Tea" }],
      client: [own],
    });
    expect(await names()).toEqual(["Agency Kettles", "Bean Roasters", "Tea"]);
    state.pages = [state.page];
    expect(await names()).toEqual(["Lumi Kettle", "Agency Kettles", "Bean Roasters", "Tea"]);
  });

  it("keep nobody from connecting what was found, and are not called missing where nobody allowed to see them", async () => {
    state.portfoliosListed = false;
    state.pages = [state.page];
    expect(valueIn(await signIn(withoutPortfolio))).toMatchObject([{ name: "Lumi Kettle", missingScopes: [] }]);
    world.network.faults.next(429, 1, "/me/businesses");
    expect(await names()).toEqual(["Lumi Kettle"]);
    state.pages = [];
    world.network.faults.next(429, 1, "/me/businesses");
    expect(await signIn()).toMatchObject({ kind: "wait" });
    world.network.faults.next(429, 1, "/debug_token");
    expect(await signIn()).toMatchObject({ kind: "wait" });
  });
});

it("finds an Instagram account whose Page a Business Portfolio holds", async () => {
  const { network, leave } = await instagram.start();
  const { state } = network;
  state.portfolios = [{ id: "9100000000001", owned: [{ ...state.page, assigned: true }], client: [] }];
  state.pages = [];
  for (const [listed, ticked] of [
    [true, null],
    [false, null],
    [false, [state.page.id]],
  ] as const) {
    Object.assign(state, { portfoliosListed: listed, ticked });
    const { ask, code, verifier, exchange } = leave();
    expect(valueIn(await exchange(ask, code, verifier))).toMatchObject([
      { externalId: state.account.id, settings: { pageId: state.page.id }, missingScopes: [] },
    ]);
  }
  await network.stop();
});
