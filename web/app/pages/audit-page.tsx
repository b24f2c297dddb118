import { AuditScreen } from "#web/features/team/audit-screen.tsx";

export const AuditPage = () => <AuditScreen />;
