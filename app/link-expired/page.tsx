import { getTranslations } from "next-intl/server";
import { PageShell } from "../page-shell";
import { EmptyState } from "@/components/ui/empty-state";
import { getPageViewer } from "@/server/auth/page-viewer";

export default async function Page() {
  const [viewer, t] = await Promise.all([getPageViewer(), getTranslations("common.linkExpired")]);
  return <PageShell viewer={viewer} narrow><EmptyState title={t("title")}>{t("body")}</EmptyState></PageShell>;
}
