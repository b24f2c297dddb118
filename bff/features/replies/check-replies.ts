import { once } from "node:events";
import { readRows } from "#bff/connectors/file/read-rows.ts";
import { Conversation, conversationJudge, type JudgedReply } from "#shared/replies/conversation.ts";
import { loadDetector } from "#shared/replies/language.ts";
import type { Warning } from "#shared/replies/schema.ts";

type Output = Pick<NodeJS.WritableStream, "write" | "once">;

/** What a run came to: replies judged, with a warning, and lines that could not be read. */
export type CheckCounts = { replies: number; warned: number; bad: number };

/**
 * Judges every brand reply of a file of conversations, one line out for each as it is read; a line that is no
 * conversation is told on `err` with its number and passed over.
 */
export async function checkReplies(
  path: string,
  options: { json: boolean; out: Output; err: Output },
): Promise<CheckCounts> {
  const { json, out, err } = options;
  const judge = conversationJudge(await loadDetector());
  const counts: CheckCounts = { replies: 0, warned: 0, bad: 0 };
  for await (const row of readRows(path, { format: "jsonl" })) {
    const read = "rejected" in row ? null : Conversation.safeParse(row.value);
    if (!read?.success) {
      counts.bad++;
      err.write(`Line ${row.line} was passed over: ${"rejected" in row ? row.rejected : whatIsWrong(read!.error!)}\n`);
      continue;
    }
    for (const judged of judge(read.data)) {
      counts.replies++;
      if (judged.result.warnings.length > 0) counts.warned++;
      if (!out.write(`${json ? JSON.stringify(viewOf(judged)) : lineOf(judged)}\n`)) await once(out as never, "drain");
    }
  }
  return counts;
}

function whatIsWrong({ issues }: { issues: { path: PropertyKey[]; message: string }[] }): string {
  const [first] = issues;
  const where = first?.path.map(String).join(".") || "the line";
  return `${where} is not as expected (${first?.message ?? "unknown"}); a line is {"id", "brand", "thread": [{"who": "member" or "brand", "author", "at", "text"}]}.`;
}

/** Where a warning stands: in the reply itself, in a message of the thread, and what it is about. */
function evidenceOf({ spans, comment, earlier, params }: Warning, { thread, index }: JudgedReply) {
  const cut = (at: number, { from, to }: { from: number; to: number }) => ({
    index: at,
    from,
    to,
    text: thread[at]?.text.slice(from, to) ?? "",
  });
  return {
    ...params,
    reply: spans.map((span) => cut(index, span)),
    comment: comment ? comment.spans.map((span) => cut(comment.message, span)) : [],
    ...(earlier && { sharedWords: earlier.sharedWords }),
  };
}

const viewOf = (judged: JudgedReply) => ({
  id: judged.id,
  index: judged.index,
  warnings: judged.result.warnings.map((warning) => ({
    code: warning.code,
    strength: warning.strength,
    evidence: evidenceOf(warning, judged),
  })),
  nearest: judged.nearest && { ...judged.nearest, similarity: Math.round(judged.nearest.similarity * 1e4) / 1e4 },
});

function lineOf({ id, index, result, nearest }: JudgedReply): string {
  const said = result.warnings.map(({ code, strength }) => `${code} (${strength})`).join(", ") || "nothing";
  const near = nearest ? `${Math.round(nearest.similarity * 100)} % like ${nearest.id} ${nearest.index}` : "n/a";
  return `${id} ${index}: ${said}; nearest: ${near}`;
}
