import { useSearch } from "@tanstack/react-router";
import { DepartmentsScreen } from "#web/features/forwarding/departments-screen.tsx";

export function DepartmentsPage() {
  const { brand } = useSearch({ from: "/shell/departments" });
  return <DepartmentsScreen brand={brand} />;
}
