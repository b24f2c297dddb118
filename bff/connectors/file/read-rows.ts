import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { CsvError, type Info, parse } from "csv-parse";
import { LongLineFilter, longestLine } from "#bff/connectors/file/long-lines.ts";
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
  const bytes = source.pipe(filter);
  const rows = format === "jsonl" ? jsonRows(bytes) : tableRows(bytes, format === "tsv" ? "\t" : delimiterOf(head));
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
  if (ending === "jsonl" || ending === "ndjson" || head.trimStart().startsWith("{")) return "jsonl";
  return "csv";
}

// The sign that stands most often in the first line, outside quotes.
function delimiterOf(head: string): string {
  const first = (head.split(/\r?\n/)[0] ?? "").replace(/"[^"]*"/g, "");
  const counted = [",", ";", "\t", "|"].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.sign ?? ",";
}

async function* jsonRows(bytes: NodeJS.ReadableStream): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const text of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === "") continue;
    yield jsonRow(line, line === 1 ? text.replace(/^\uFEFF/, "") : text);
  }
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

async function* tableRows(bytes: NodeJS.ReadableStream, delimiter: string): AsyncGenerator<FileRow> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestLine * 2,
  });
  bytes.on("error", (error) => parser.destroy(error));
  bytes.pipe(parser);
  let columns: string[] | null = null;
  let last = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      last = info.lines;
      if (!columns) columns = record.map((name) => name.trim());
      else yield tableRow(info.lines, columns, record);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: last + 1, rejected: brokenRow(error), raw: "" };
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

const brokenRow = (error: CsvError): string =>
  error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE"
    ? "A quotation mark is opened here and never closed; nothing after it can be told apart."
    : `The row cannot be read: ${error.message}`;
