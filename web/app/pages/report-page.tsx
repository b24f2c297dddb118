import { EmptyState } from "#web/ui/empty-state.tsx";

/** Stands in until the page itself is here. */
export const ReportPage = () => <EmptyState>This page is being built.</EmptyState>;
