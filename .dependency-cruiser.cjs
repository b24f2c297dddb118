// The walls of the house. A new slice is one word in `slices`; a slice imports only those to its left.
const slices = [
  "team",
  "members",
  "inbox",
  "channels",
  "replies",
  "moderation",
  "forwarding",
  "ideas",
  "alerts",
  "reports",
];
const sqlFiles = "(queries|commands)\\.ts$";
const tests =
  "([.]test[.]tsx?$|^bff/test/|^bff/(features|connectors)/[a-z]+/test/|^web/test/|^web/e2e/|^bff/connectors/contract[a-z-]*\\.ts$)";

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const features = slices.flatMap((slice, at) => {
  const right = slices.slice(at + 1);
  const left = slices.slice(0, at);
  return [
    right.length > 0 &&
      rule(
        `bff-${slice}-knows-only-its-left`,
        "Reactions upward are jobs.",
        { path: `^bff/features/${slice}/` },
        {
          path: `^bff/features/(${right.join("|")})/`,
        },
      ),
    left.length > 0 &&
      rule(
        `bff-${slice}-uses-queries-and-commands`,
        "Of another slice only its queries and commands may be used.",
        { path: `^bff/features/${slice}/`, pathNot: tests },
        { path: `^bff/features/(${left.join("|")})/`, pathNot: [sqlFiles, "^bff/features/inbox/presence\\.ts$"] },
      ),
    rule(
      `web-${slice}-stands-alone`,
      "Pages put slices side by side.",
      { path: `^web/features/${slice}/` },
      {
        path: `^web/features/(?!${slice}/)`,
      },
    ),
  ];
});

module.exports = {
  forbidden: [
    rule(
      "no-circles",
      "Two files that need each other at run time are one file.",
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ["type-only"] },
      },
    ),
    rule(
      "shared-knows-nobody",
      "shared runs in browser and server.",
      { path: "^shared/" },
      { path: "^(bff|web|fixtures|bench)/" },
    ),
    rule(
      "shared-is-pure",
      "No Node and no framework in shared.",
      { path: "^shared/", pathNot: tests },
      {
        dependencyTypes: ["core"],
      },
    ),
    rule(
      "web-sees-only-the-router-type",
      "",
      { path: "^web/", pathNot: tests },
      {
        path: "^bff/",
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule("web-sees-only-the-router", "", { path: "^web/", pathNot: tests }, { path: "^bff/(?!router\\.ts$)" }),
    rule(
      "ui-is-domain-free",
      "ui could ship in a different product.",
      { path: "^web/ui/", pathNot: tests },
      {
        path: "^(web/(features|app)|bff|fixtures)/",
      },
    ),
    rule("web-features-do-not-know-pages", "", { path: "^web/(features|lib)/", pathNot: tests }, { path: "^web/app/" }),
    rule(
      "platform-is-the-ground",
      "",
      { path: "^bff/platform/", pathNot: tests },
      {
        path: "^bff/(features|connectors/(?!connector\\.ts$)|dev|[a-z-]+\\.ts$)",
      },
    ),
    rule(
      "connectors-do-not-know-features",
      "",
      { path: "^bff/connectors/", pathNot: tests },
      { path: "^bff/(features|dev)/" },
    ),
    rule(
      "fixtures-only-for-tests-and-the-demo",
      "",
      { path: "^(shared|web|bff/(features|platform|connectors|[a-z-]+\\.ts))", pathNot: tests },
      {
        path: "^fixtures/",
      },
    ),
    rule(
      "sql-has-its-places",
      "SQL lives in queries, commands and platform/db.",
      {
        path: "^bff/(features|connectors)/",
        pathNot: [sqlFiles, tests],
      },
      { path: "^node_modules/kysely", dependencyTypesNot: ["type-only"] },
    ),
    // Types of pdfmake stand in a package of their own, which only TypeScript looks into.
    rule("nothing-unresolved", "", {}, { couldNotResolve: true, pathNot: "^(virtual:|pdfmake/interfaces)" }),
    ...features.filter(Boolean),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^dist|node_modules/(?!kysely))" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".cjs", ".json"],
    },
  },
};
