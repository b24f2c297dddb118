import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import { loadTexts } from "#web/lib/i18n.ts";

// A page brings its texts along; a screen drawn on its own has them from here.
await loadTexts("team", "channels", "reports", "replies", "warnings", "lookBack", "forwarding");

afterEach(cleanup);
