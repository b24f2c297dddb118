/** Prints a Markdown table; the README's are pasted from here. */
export function table(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  console.log(`\n### ${title}\n`);
  console.log(`| ${head.join(" | ")} |`);
  console.log(`|${head.map(() => "---").join("|")}|`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

/** Prints a line of explanation under a table. */
export const say = (line: string): void => console.log(`\n${line}`);
