import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { PageShell } from "../../page-shell";
import { Join } from "./join";
import { EmptyState } from "@/components/ui/empty-state";
import { getPageViewer } from "@/server/auth/page-viewer";
import { db } from "@/server/db";
import { requireAccess } from "@/server/interviews/access";
import { getInvitation } from "@/server/interviews/queries";

export default async function Page({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const [viewer, invitation, t] = await Promise.all([getPageViewer(), getInvitation(db(), code), getTranslations("interviews.join")]);
  if (invitation) {
    // Who is in already goes straight back, also after the link has expired.
    const access = await requireAccess(db(), viewer, invitation.interviewId);
    if (access.ok) redirect(`/interviews/${invitation.interviewId}`);
  }
  const bad = !invitation ? "invitation_invalid" : invitation.phase === "ended" ? "interview_ended" : invitation.isExpired ? "invitation_expired" : null;
  return (
    <PageShell viewer={viewer} narrow>
      {bad || !invitation ? <EmptyState title={t("badTitle")}>{t(`bad.${bad ?? "invitation_invalid"}`)}</EmptyState> : (
        <Join code={code} title={invitation.title} hostName={invitation.hostName} minutes={invitation.minutes} personName={viewer.person?.name ?? null} />
      )}
    </PageShell>
  );
}
