import { getTranslations } from "next-intl/server";
import { SetupForm } from "../../account-forms";
import { PageShell } from "../../page-shell";
import { EmptyState } from "@/components/ui/empty-state";
import { getPageViewer } from "@/server/auth/page-viewer";
import { db } from "@/server/db";
import { isSetupLinkGood } from "@/server/people/queries";

/** The one-time link that `npm start` prints. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [viewer, isGood, t] = await Promise.all([getPageViewer(), isSetupLinkGood(db(), token), getTranslations("auth.setup.bad")]);
  return (
    <PageShell viewer={viewer} narrow>
      {isGood ? <SetupForm token={token} /> : <EmptyState title={t("title")}>{t("body")}</EmptyState>}
    </PageShell>
  );
}
