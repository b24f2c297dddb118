import { describe, expect, it } from "vitest";
import { templateProblems } from "#shared/replies/template-problems.ts";
import { mended } from "./template-problems.tsx";

describe("a broken place of a template", () => {
  it.each([
    ["Hi {{member.firstNam|there}}, all is well.", "Hi {{member.firstName|there}}, all is well."],
    ["Hi {{member.name|vocatve}}, all is well.", "Hi {{member.name|vocative}}, all is well."],
    ["Hi {order}, all is well.", "Hi {{order}}, all is well."],
  ])("is mended to what was meant: %s", (broken, whole) => {
    const [problem] = templateProblems(broken);
    expect(problem && mended(broken, problem)).toBe(whole);
    expect(templateProblems(whole)).toEqual([]);
  });

  it("stays as it is where nobody can know what was meant", () => {
    const broken = "Hi {{, all is well.";
    const [problem] = templateProblems(broken);
    expect(problem && mended(broken, problem)).toBe(broken);
  });
});
