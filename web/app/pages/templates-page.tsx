import { TemplatesScreen } from "#web/features/replies/templates-screen.tsx";
import { useBrand } from "#web/lib/me.ts";

export const TemplatesPage = () => <TemplatesScreen brand={useBrand()?.slug} />;
