import { Bar, Waiting } from "#web/ui/skeleton.tsx";

const box = "rounded-l border border-line px-3 py-3";

/** Grey in the shape of the report: a strip of numbers, charts, a table. */
export const ReportLoading = () => (
  <Waiting>
    <div className="grid gap-3">
      <div className={`${box} grid h-23 grid-cols-3 content-center gap-3 @[900px]:grid-cols-6`}>
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <span key={key} className="grid gap-2">
            <Bar className="h-2.5 w-3/5" />
            <Bar className="h-4 w-4/5" />
          </span>
        ))}
      </div>
      <div className={`${box} h-59`}>
        <Bar className="w-44" />
      </div>
      <div className={`${box} grid gap-4`}>
        {["a", "b", "c", "d"].map((key) => (
          <Bar key={key} className="w-full" />
        ))}
      </div>
    </div>
  </Waiting>
);
