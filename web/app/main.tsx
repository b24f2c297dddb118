import { createRoot } from "react-dom/client";
import "#web/styles/base.css";
import { App } from "#web/app/providers.tsx";
import { createApp } from "#web/app/routes.tsx";
import { applyTheme } from "#web/lib/theme.ts";

// The content policy forbids code made from text, which zod would try for speed. Said without loading zod.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
applyTheme();
const root = document.getElementById("root");
if (root) createRoot(root).render(<App {...createApp()} />);
