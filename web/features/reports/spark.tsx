type Props = { values: readonly (number | null)[]; label: string; className?: string };

const [width, height] = [96, 22];

/** Bars of a few pixels, one a day; a day without a value has none. */
export function Spark({ values, label, className }: Props) {
  const known = values.filter((value) => value !== null);
  const top = Math.max(1, ...known);
  const x = (at: number) => 1 + (at * (width - 2)) / Math.max(1, values.length - 1);
  const y = (value: number) => height - 2 - (value / top) * (height - 4);
  const bar = Math.max(1, Math.min(4, (width - 2) / Math.max(1, values.length) - 1));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      className={className}
    >
      <title>{label}</title>
      <line x1={0} x2={width} y1={height - 1} y2={height - 1} stroke="var(--line-strong)" strokeWidth={1} />
      {values.map((value, at) =>
        value === null ? null : (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day's place is its identity here
            key={at}
            x={x(at) - bar / 2}
            width={bar}
            y={y(value)}
            height={Math.max(1, height - 1 - y(value))}
            fill="var(--c1)"
          />
        ),
      )}
    </svg>
  );
}
