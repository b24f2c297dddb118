import { lazy, Suspense } from "react";
import type { DialogProps } from "./dialog-open.tsx";

const OpenDialog = lazy(() => import("./dialog-open.tsx"));

/** For a decision that needs all its fields at once; on a phone it is the whole screen. Loaded when one opens. */
export const Dialog = (props: DialogProps) =>
  props.open && (
    <Suspense>
      <OpenDialog {...props} />
    </Suspense>
  );
