import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { lineBatches } from "#bff/connectors/file/lines.ts";
import { LongLineFilter, longestLine } from "#bff/connectors/file/long-lines.ts";
import { gatherRecords, type TableRecord } from "#bff/connectors/file/records.ts";
import { DomainError } from "#shared/errors.ts";

/** A row of a file: its values by column, or what JSON it is, or why it could not be read. */
export type FileRow = { line: number } & ({ value: Record<string, unknown> } | { rejected: string; raw: string });

export type FileFormat = "csv" | "tsv" | "jsonl";

/** Reads a file row by row at constant memory; `onBytes` hears how far it is. */
export async function* readRows(
  path: string,
  options: { format?: FileFormat | undefined; onBytes?: (bytes: number) => void } = {},
): AsyncGenerator<FileRow> {
  const head = await headOf(path);
  const format = options.format ?? formatOf(path, head);
  const long: FileRow[] = [];
  const filter = new LongLineFilter((line, bytes) => {
    const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
    long.push({ line, rejected: `The line is ${size} long; a line may have ${longestLine / 1_000_000} MB.`, raw: "" });
  });
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (options.onBytes) source.on("data", (chunk) => options.onBytes?.(chunk.length));
  source.on("error", (error) => filter.destroy(error));
  const bytes: AsyncIterable<Uint8Array> = source.pipe(filter);
  const rows =
    format === "jsonl"
      ? archive.test(head)
        ? archiveRows(bytes)
        : jsonRows(bytes)
      : tableRows(bytes, format === "tsv" ? "\t" : delimiterOf(head));
  for await (const row of rows) {
    while (long.length > 0) yield long.shift() as FileRow;
    yield row;
  }
  yield* long;
}

/** Size in bytes, for saying how much is left. */
export const fileSize = async (path: string): Promise<number> => (await stat(path)).size;

async function headOf(path: string): Promise<string> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === "ENOENT" ? "there is no such file" : error.message;
    throw new DomainError("invalid_input", `${path} cannot be read: ${why}.`, { path });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0).catch(() => {
      throw new DomainError("invalid_input", `${path} is not a file that can be read.`, { path });
    });
    const bytes = buffer.subarray(0, bytesRead);
    if (bytesRead === 0) throw new DomainError("invalid_input", `${path} is empty.`, { path });
    if (bytes.includes(0)) throw new DomainError("invalid_input", `${path} is not a text file.`, { path });
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    } catch {
      throw new DomainError("invalid_input", `${path} is not text in UTF-8; save it as UTF-8 and import it again.`, {
        path,
      });
    }
  } finally {
    await file.close();
  }
}

function formatOf(path: string, head: string): FileFormat {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === "tsv" || ending === "tab") return "tsv";
  if (ending === "jsonl" || ending === "ndjson" || archive.test(head) || head.trimStart().startsWith("{"))
    return "jsonl";
  return "csv";
}

// The sign that stands most often in the first line, outside quotes.
function delimiterOf(head: string): string {
  const first = (head.split(/\r?\n/)[0] ?? "").replace(/"[^"]*"/g, "");
  const counted = [",", ";", "\t", "|"].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.sign ?? ",";
}

async function* jsonRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const lines of lineBatches(bytes))
    for (const text of lines) {
      line++;
      if (text.trim() !== "") yield jsonRow(line, text);
    }
}

/** An archive of X is a script: a list is laid into a variable, each of its entries indented by two spaces. */
const archive = /^\s*window\.YTD\.\w+\.part\d+\s*=\s*\[/;
const longestEntry = 5_000;

async function* archiveRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<FileRow> {
  let line = 0;
  let entry: string[] = [];
  for await (const lines of lineBatches(bytes))
    for (const text of lines) {
      line++;
      if (entry.length === 0 && text !== "  {") continue;
      entry.push(text);
      const ends = text === "  }" || text === "  },";
      if (!ends && entry.length < longestEntry) continue;
      yield jsonRow(line - entry.length + 1, entry.join("\n").replace(/,$/, ""));
      entry = [];
    }
  if (entry.length > 0) yield jsonRow(line - entry.length + 1, entry.join("\n"));
}

function jsonRow(line: number, text: string): FileRow {
  try {
    const value = JSON.parse(text);
    if (value && typeof value === "object" && !Array.isArray(value)) return { line, value };
    return { line, rejected: "The line is JSON, but not an object.", raw: text };
  } catch {
    return { line, rejected: "The line is not complete JSON.", raw: text };
  }
}

async function* tableRows(bytes: AsyncIterable<Uint8Array>, delimiter: string): AsyncGenerator<FileRow> {
  const gather = gatherRecords(delimiter);
  let columns: string[] | null = null;
  const rowsOf = function* (records: TableRecord[]): Generator<FileRow> {
    for (const { record, cells } of parsed(records, delimiter)) {
      if (!cells) yield { line: record.line, rejected: broken(record), raw: record.text.slice(0, 2000) };
      else if (!columns) columns = cells.map((name) => name.trim());
      else yield tableRow(record.line, columns, cells);
    }
  };
  for await (const lines of lineBatches(bytes)) yield* rowsOf(gather.feed(lines));
  yield* rowsOf(gather.end());
}

type ParsedRecord = { record: TableRecord; cells: string[] | null };

// Many rows in one call; should one of them be unreadable, each is tried alone.
function parsed(records: TableRecord[], delimiter: string): ParsedRecord[] {
  const whole = records.filter((record) => !record.open);
  const together = cellsOf(whole.map((record) => record.text).join("\n"), delimiter);
  const rows = together?.length === whole.length ? together : whole.map((one) => cellsOf(one.text, delimiter)?.[0]);
  let at = 0;
  return records.map((record) => ({ record, cells: record.open ? null : (rows[at++] ?? null) }));
}

function cellsOf(text: string, delimiter: string): string[][] | null {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
  } catch {
    return null;
  }
}

function tableRow(line: number, columns: string[], record: string[]): FileRow {
  if (record.length !== columns.length)
    return {
      line,
      rejected: `The row has ${record.length} cells, but the file has ${columns.length} columns.`,
      raw: record.join(" | ").slice(0, 2000),
    };
  return { line, value: Object.fromEntries(columns.map((name, at) => [name, record[at]])) };
}

const broken = (record: TableRecord): string =>
  record.open ? "A quotation mark is opened here and never closed." : "The row cannot be read as cells.";
