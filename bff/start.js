// Plain JavaScript on purpose: an old Node can neither run TypeScript nor load better-sqlite3 13 (it dies without a
// word), so the version is judged before anything else is loaded.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Konak needs Node 22.18 or newer; this is ${process.versions.node}. Run it with "npm start" after "npm ci", which brings a fitting Node along.`,
  );
  process.exit(1);
}
if (process.argv[2] === "cli") await import("./cli.ts");
else await import("./main.ts");
