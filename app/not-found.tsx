import { getTranslations } from "next-intl/server";
import { PageShell } from "./page-shell";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { getPageViewer } from "@/server/auth/page-viewer";

export default async function NotFound() {
  const [viewer, t] = await Promise.all([getPageViewer(), getTranslations("common.notFound")]);
  return (
    <PageShell viewer={viewer} narrow>
      <EmptyState title={t("title")} action={<ButtonLink href="/" variant="primary">{t("home")}</ButtonLink>}>{t("body")}</EmptyState>
    </PageShell>
  );
}
