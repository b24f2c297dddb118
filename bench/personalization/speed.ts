import { spawnSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import sparticuz from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import { build } from "vite";
import { benchCheck } from "../check.ts";
import { say, table } from "./print.ts";

type Measured = Awaited<ReturnType<typeof benchCheck>>;

// npm run eval:speed: time of one check in Node and in Chromium, and memory of the index.
const inNode = await benchCheck();
const [browser, inBrowser] = await measureInBrowser();
const row = (where: string, { p50, p95, n }: Measured, aim: number) => [
  where,
  `${p50.toFixed(2)} ms`,
  `${p95.toFixed(2)} ms`,
  `under ${aim} ms`,
  p95 < aim ? "met" : "missed",
  n,
];
say(`${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} threads.`);
table(
  "One check against 5,000 replies, 50 templates and 50 open threads",
  ["where", "median", "p95", "aim for p95", "", "checks"],
  [row(`Node ${process.version}`, inNode, 10), row(browser, inBrowser, 16)],
);
const memory = spawnSync(process.execPath, ["--expose-gc", join(import.meta.dirname, "memory.ts")], {
  encoding: "utf8",
});
say(memory.stdout.trim() || memory.stderr);

async function measureInBrowser(): Promise<[string, Measured]> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: true,
      lib: { entry: join(import.meta.dirname, "in-browser.ts"), formats: ["es"], fileName: "bench" },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && "output" in output ? output.output[0] : null;
  if (chunk?.type !== "chunk") throw new Error("The bench was not built for the browser.");
  const args = sparticuz.args.filter((arg) => arg !== "--single-process" && arg !== "--no-zygote");
  const opened = await chromium.launch({ executablePath: await sparticuz.executablePath(), args, headless: true });
  try {
    const page = await opened.newPage();
    await page.setContent("<!doctype html><title>bench</title>");
    await page.addScriptTag({ content: chunk.code, type: "module" });
    await page.waitForFunction("typeof globalThis.benchCheck === 'function'");
    const measured = (await page.evaluate("globalThis.benchCheck()")) as Measured;
    return [`Chromium ${opened.version()}`, measured];
  } finally {
    await opened.close();
  }
}
