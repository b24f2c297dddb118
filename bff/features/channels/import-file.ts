import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { RowReader } from "#bff/connectors/file/mapping.ts";
import { type FileFormat, type FileRow, readRows } from "#bff/connectors/file/read-rows.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { type ImportTarget, storeBatch } from "#bff/features/channels/import-commands.ts";

/** Rows of a file: read, new, there already, and rejected with a reason; `lower` where it lowered the counts of posts. */
export type ImportCounts = { read: number; added: number; already: number; rejected: number; lower?: number };

const batchSize = 5000;

/**
 * Streams a file in at constant memory, a transaction a batch. A bad row goes to `FILE.rejected.jsonl` and the rest
 * goes on; the same file a second time adds nothing.
 */
export async function importFile(
  target: ImportTarget,
  input: { path: string; format: FileFormat | undefined; read: RowReader; guess: (text: string) => string | null },
  onProgress: (counts: ImportCounts, bytes: number) => void,
): Promise<ImportCounts> {
  const counts: ImportCounts = { read: 0, added: 0, already: 0, rejected: 0 };
  const rejects = rejectsFile(`${input.path}.rejected.jsonl`);
  let bytes = 0;
  let batch: IncomingItem[][] = [];
  const store = async () => {
    await keep(target, batch, input.guess, counts);
    batch = [];
    onProgress(counts, bytes);
  };
  const onBytes = (more: number) => {
    bytes += more;
  };
  try {
    for await (const row of readRows(input.path, { format: input.format, onBytes })) {
      counts.read++;
      const mapped = "value" in row ? input.read(row.value) : { rejected: row.rejected };
      if ("items" in mapped) batch.push(mapped.items);
      else {
        counts.rejected++;
        rejects.add(row, mapped.rejected);
      }
      if (batch.length >= batchSize) await store();
    }
    await store();
  } finally {
    await rejects.close();
  }
  return counts;
}

// A row is new when one of its items is; a second row with the same key counts as already there.
async function keep(
  target: ImportTarget,
  batch: IncomingItem[][],
  guess: (text: string) => string | null,
  counts: ImportCounts,
): Promise<void> {
  if (batch.length === 0) return;
  const { fresh, lower } = await storeBatch(target, batch.flat(), guess);
  if (lower.length > 0) counts.lower = (counts.lower ?? 0) + lower.length;
  for (const items of batch) {
    const keys = items.flatMap((item) => ("externalId" in item && item.externalId ? item.externalId : []));
    const isNew = keys.some((key) => fresh.has(key));
    for (const key of keys) fresh.delete(key);
    counts[isNew ? "added" : "already"]++;
  }
}

function rejectsFile(path: string): { add(row: FileRow, reason: string): void; close(): Promise<void> } {
  let file: WriteStream | null = null;
  return {
    add(row, reason) {
      file ??= createWriteStream(path);
      const what = "value" in row ? row.value : row.raw;
      file.write(`${JSON.stringify({ line: row.line, reason, row: what })}\n`);
    },
    async close() {
      file?.end();
      if (file) await finished(file);
    },
  };
}
