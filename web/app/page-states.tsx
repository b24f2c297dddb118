import { Problem } from "#web/lib/problem.tsx";
import { Bar, SkeletonRows, Waiting } from "#web/ui/skeleton.tsx";

/** A page on its way, in the shape most pages have. */
export const PageLoading = () => (
  <div className="min-w-0 flex-1 bg-surface">
    <Waiting>
      <div className="flex h-(--bar) items-center border-b border-line px-4">
        <Bar className="w-40" />
      </div>
    </Waiting>
    <SkeletonRows count={6} height={56} />
  </div>
);

export const PageFailed = ({ error, reset }: { error: unknown; reset: () => void }) => (
  <div className="min-w-0 flex-1 bg-surface p-6">
    <Problem error={error} onRetry={reset} className="mx-auto max-w-160" />
  </div>
);
