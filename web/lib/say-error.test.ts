import { describe, expect, it } from "vitest";
import { errorCodes } from "#shared/errors.ts";
import { codeOf, sayError } from "#web/lib/say-error.ts";

const thrown = (code: string) => Object.assign(new Error("x"), { data: { code, details: {} } });

describe("saying an error", () => {
  it.each([...errorCodes])("has what, safe and todo for %s", (code) => {
    const said = sayError(thrown(code));
    expect(said.code).toBe(code);
    for (const part of [said.what, said.safe, said.todo]) expect(part).toMatch(/^[A-Z].*\.$/);
    expect([said.what, said.safe, said.todo].join(" ")).not.toMatch(/!|Oops|\{\{/);
  });

  it("takes a code it does not know for unexpected", () => {
    expect(codeOf(thrown("from_the_future"))).toBe("unexpected");
    expect(codeOf("a string")).toBe("unexpected");
  });

  it("tells a server that is not there from one that refuses", () => {
    expect(codeOf(new TypeError("Failed to fetch"))).toBe("offline");
    expect(sayError(thrown("not_allowed")).what).not.toBe(sayError(new TypeError("Failed to fetch")).what);
  });
});
