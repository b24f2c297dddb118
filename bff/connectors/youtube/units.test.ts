import { afterAll, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { startYoutube, stopAll } from "#bff/test/start-youtube.ts";
import { quota } from "./about.ts";

afterAll(stopAll);

it("takes how many units Google gives as a person types them, and keeps what was typed before", async () => {
  const { connector, leave } = await startYoutube();
  const tried = async (units?: string) => {
    const { ask, code, verifier } = leave();
    const fields: Record<string, string> = units === undefined ? {} : { units };
    return connector.connectBy.kind === "oauth"
      ? connector.connectBy.exchange({ ...ask, fields }, code, verifier)
      : null;
  };
  expect(valueIn((await tried("50,000"))!)[0]?.settings).toMatchObject({ [quota.setting!]: 50_000 });
  expect(valueIn((await tried(" 1 000 000 "))!)[0]?.settings).toMatchObject({ units: 1_000_000 });
  expect(valueIn((await tried())!)[0]?.settings).not.toHaveProperty("units");
  for (const wrong of ["many", "0", "-5", "7"])
    expect(await tried(wrong)).toMatchObject({ kind: "refused", reason: expect.stringContaining("number") });
});
