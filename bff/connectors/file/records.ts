/** A row of a table as it stands in the file; `open` when a quotation mark in its only line is never closed. */
export type TableRecord = { line: number; text: string; open: boolean };

/** A quotation mark that closes nothing over so many lines was none; then only its own line is lost. */
const longestRecordLines = 1000;

/** Puts lines together to rows: a quoted cell may hold line breaks. Feed every line, then ask for what is left. */
export function gatherRecords(delimiter: string): { feed(lines: string[]): TableRecord[]; end(): TableRecord[] } {
  let number = 0;
  let pending: string[] = [];
  const take = (line: string, done: TableRecord[]) => {
    number++;
    if (pending.length === 0 && line.trim() === "") return;
    const open = staysOpen(line, pending.length > 0, delimiter);
    pending.push(line);
    if (!open) {
      done.push({ line: number - pending.length + 1, text: pending.join("\n"), open: false });
      pending = [];
    } else if (pending.length > longestRecordLines) giveUp(done);
  };
  // The line that opened the quotation is named; those after it are read again as if it had not been there.
  const giveUp = (done: TableRecord[]) => {
    const [first = "", ...again] = pending;
    number -= again.length;
    done.push({ line: number, text: first, open: true });
    pending = [];
    for (const line of again) take(line, done);
  };
  return {
    feed(lines) {
      const done: TableRecord[] = [];
      for (const line of lines) take(line, done);
      return done;
    },
    end() {
      const done: TableRecord[] = [];
      while (pending.length > 0) giveUp(done);
      return done;
    },
  };
}

/** Whether a quoted cell is still open at the end of a line; a mark in the middle of a cell opens and closes nothing. */
function staysOpen(line: string, inside: boolean, delimiter: string): boolean {
  if (!line.includes('"')) return inside;
  let open = inside;
  let cellBegins = !inside;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (open) {
      if (sign !== '"') continue;
      if (line[at + 1] === '"') at++;
      else if (at + 1 === line.length || line[at + 1] === delimiter) open = false;
    } else if (sign === '"' && cellBegins) open = true;
    cellBegins = sign === delimiter;
  }
  return open;
}
