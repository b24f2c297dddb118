import { useQuery } from "@tanstack/react-query";
import type { PostReading, ReadName } from "#shared/reports/post-readings.ts";
import type { PostFigures } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Heading } from "./drawer-parts.tsx";

type Line = {
  at: string;
  from: PostReading["source"] | null;
  call: string | null;
  part: PostReading["part"];
  values: { name: ReadName | "followers"; value: number }[];
};

/** The dated readings a post's figures stand on, each with the call that gave it, and below them the earlier ones. */
export function PostReadings({ post }: { post: PostFigures }) {
  const { t } = useTexts("reports");
  const { t: tell } = useTexts("reportFormulas");
  const trpc = useTRPC();
  const readings = useQuery(trpc.reports.postReadings.queryOptions({ postId: post.id }));
  if (readings.error) return <Problem error={readings.error} onRetry={() => void readings.refetch()} />;
  const { used = [], earlier = [], more = 0 } = readings.data ?? {};
  const lines = used.map(lineOf);
  if (post.followers)
    lines.unshift({
      ...{ at: post.followers.readAt, from: null, call: null, part: "all" as const },
      values: [{ name: "followers" as const, value: post.followers.count }],
    });
  if (lines.length === 0) return null;
  return (
    <>
      <Heading>{t("drawer.readings")}</Heading>
      <Table lines={lines} label={t("drawer.readings")} />
      {earlier.length > 0 && (
        <details className="mt-1.5">
          <summary className="cursor-pointer text-12 text-text-2">
            {tell("readings.earlier", { count: earlier.length + more })}
          </summary>
          <Table lines={earlier.map(lineOf)} label={tell("readings.earlier", { count: earlier.length + more })} />
          {more > 0 && <p className="text-12 text-text-3">{tell("readings.more", { count: more })}</p>}
        </details>
      )}
      <p className="mt-1 text-12 text-pretty text-text-3">{tell("readings.note")}</p>
    </>
  );
}

const lineOf = ({ at, source, call, part, values }: PostReading): Line => ({ at, from: source, call, part, values });

function Table({ lines, label }: { lines: Line[]; label: string }) {
  const { t } = useTexts("reports");
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse">
      <thead className="text-12 text-text-3">
        <tr>
          <th className="text-left font-normal">{t("drawer.readAt")}</th>
          <th className="w-27 text-left font-normal">{t("drawer.what")}</th>
          <th className="w-17 text-right font-normal">{t("drawer.value")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={`${line.at} ${line.call} ${line.values[0]?.name}`} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ line }: { line: Line }) {
  const { t } = useTexts("reports");
  const { t: tell } = useTexts("reportFormulas");
  const { number, full } = useFormat();
  return (
    <tr className="border-t border-line align-top">
      <td className="py-1.25 pr-2">
        {full(line.at)}
        {line.from && (
          <span className="block text-12 text-text-3">
            {t(line.from === "file" ? "drawer.fromFile" : "drawer.fromNetwork")}
            {line.part !== "all" && `, ${tell(`readings.part.${line.part}`)}`}
          </span>
        )}
        {line.call && <code className="block text-12 break-all text-text-3">{line.call}</code>}
      </td>
      <td className="py-1.25 pr-2">
        {line.values.map(({ name }) => (
          <span key={name} className="block">
            {tell(`readings.what.${name}`)}
          </span>
        ))}
      </td>
      <td className="py-1.25 text-right tabular-nums">
        {line.values.map(({ name, value }) => (
          <span key={name} className="block">
            {number(value)}
          </span>
        ))}
      </td>
    </tr>
  );
}
