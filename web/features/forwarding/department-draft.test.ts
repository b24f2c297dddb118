import { describe, expect, it } from "vitest";
import { DepartmentInput } from "#shared/forwarding/department.ts";
import { departmentInput, draftOfDepartment, missingIn } from "#web/features/forwarding/department-draft.ts";

const filled = {
  ...draftOfDepartment(null),
  name: "Quality",
  contacts: [{ key: 0, name: "Marek", mail: "marek@q.example" }],
};

describe("the draft of a department", () => {
  it("becomes what the server takes, with words apart and none twice", () => {
    const input = departmentInput({ ...filled, topics: " lid, leak\nlid;kapak ," }, undefined);
    expect(input.topics).toEqual(["lid", "leak", "kapak"]);
    expect(DepartmentInput.safeParse(input).success).toBe(true);
    expect(input).toMatchObject({ auto: false, hook: null, deputy: null, brandIds: null });
  });
  it("says what is missing, one thing at a time", () => {
    expect(missingIn(filled, null)).toBeNull();
    expect(missingIn({ ...filled, name: " " }, null)).toBe("name");
    expect(missingIn({ ...filled, from: "17:00", to: "09:00" }, null)).toBe("hours");
    expect(missingIn({ ...filled, answerHours: "0" }, null)).toBe("hours");
    expect(missingIn({ ...filled, deputyName: "Kaisa" }, null)).toBe("deputy");
    expect(missingIn({ ...filled, hookKind: "slack" }, null)).toBe("hook");
    expect(missingIn({ ...filled, hookKind: "signed", hookUrl: "https://a.example", hookSecret: "short" }, null)).toBe(
      "hook",
    );
    expect(missingIn({ ...filled, auto: true, autoQuestion: "Is it yours?" }, null)).toBe("rule");
    expect(missingIn({ ...filled, auto: true, autoQuestion: "Is it yours?", topics: "lid" }, null)).toBeNull();
  });
});
