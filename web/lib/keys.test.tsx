import { fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { labelledKeys, setLettersOn, startKeys, useKeys } from "#web/lib/keys.ts";

let pressed: string[] = [];
let stop = () => {};
const note = (name: string) => () => void pressed.push(name);

function Page({ over }: { over?: boolean }) {
  useKeys({
    j: { label: "Next", group: "List", run: note("next") },
    "?": note("help"),
    "g i": note("inbox"),
    "mod+Enter": note("send"),
    Enter: note("open"),
    Escape: note("back"),
  });
  return (
    <>
      <p>text</p>
      <textarea aria-label="answer" />
      <button type="button">button</button>
      {over && <Layer />}
    </>
  );
}
function Layer() {
  useKeys({ Escape: note("close") });
  return null;
}

beforeEach(() => {
  pressed = [];
  stop = startKeys();
  setLettersOn(true);
});
afterEach(() => stop());

const press = (target: Element, key: string, more: object = {}) => fireEvent.keyDown(target, { key, ...more });

describe("keys", () => {
  it("run outside text fields and leave text fields alone", () => {
    const page = render(<Page />);
    press(page.getByText("text"), "j");
    press(page.getByLabelText("answer"), "j");
    expect(pressed).toEqual(["next"]);
  });

  it("run with a modifier in text fields too", () => {
    const page = render(<Page />);
    press(page.getByLabelText("answer"), "Enter", { ctrlKey: true });
    press(page.getByLabelText("answer"), "Enter");
    expect(pressed).toEqual(["send"]);
  });

  it("go two steps for G I", () => {
    const page = render(<Page />);
    press(page.getByText("text"), "g");
    press(page.getByText("text"), "i");
    press(page.getByText("text"), "i");
    expect(pressed).toEqual(["inbox"]);
  });

  it("leave Enter to the button that has the focus", () => {
    const page = render(<Page />);
    press(page.getByText("button"), "Enter");
    press(page.getByText("text"), "Enter");
    expect(pressed).toEqual(["open"]);
  });

  it("can have single letters switched off, all but the one that shows the switch", () => {
    const page = render(<Page />);
    setLettersOn(false);
    for (const key of ["j", "g", "i", "?"]) press(page.getByText("text"), key);
    expect(pressed).toEqual(["help"]);
  });

  it("give the newest layer the first word and take it back when it goes", () => {
    const page = render(<Page over />);
    press(page.getByText("text"), "Escape");
    page.rerender(<Page />);
    press(page.getByText("text"), "Escape");
    expect(pressed).toEqual(["close", "back"]);
  });

  it("are listed with their names", () => {
    render(<Page />);
    expect(labelledKeys()).toEqual([{ keys: "j", label: "Next", group: "List" }]);
  });
});
