"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function Failed({ reset }: { reset: () => void }) {
  const t = useTranslations("common.failed");
  return <main><EmptyState title={t("title")} action={<Button variant="primary" onClick={reset}>{t("retry")}</Button>}>{t("body")}</EmptyState></main>;
}
