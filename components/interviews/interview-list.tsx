"use client";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { Mark } from "@/components/ui/mark";
import type { Role } from "@/lib/interviews/permissions";
import type { Phase } from "@/lib/interviews/phase";
import styles from "./interviews.module.css";

export type InterviewLine = {
  interviewId: string; title: string; phase: Phase; minutes: number; role: Role; createdAt: string; endedAt: string | null; others: readonly string[];
};

export function InterviewList({ interviews }: { interviews: readonly InterviewLine[] }) {
  const t = useTranslations("home");
  const common = useTranslations("common");
  return (
    <ul className={styles.rows}>
      {interviews.map((each) => (
        <li key={each.interviewId} className={styles.row}>
          <span className={styles.grow}>
            <strong>{each.title}</strong>
            <span className={styles.soft}>
              {common(`role.${each.role}`)} · {each.others.length > 0 ? t("with", { names: each.others.join(", ") }) : t("alone")} · {common("minutes", { count: each.minutes })}
            </span>
          </span>
          <span className={styles.soft}><LocalTime at={each.endedAt ?? each.createdAt} /></span>
          <Mark kind={each.phase === "live" ? "limit" : "plain"}>{t(`phase.${each.phase}`)}</Mark>
          {each.phase === "ended" ? (
            <ButtonLink size="small" href={`/interviews/${each.interviewId}/transcript`}>{t("transcript")}</ButtonLink>
          ) : (
            <ButtonLink size="small" variant="primary" href={`/interviews/${each.interviewId}`}>{each.phase === "live" ? t("enter") : t("lobby")}</ButtonLink>
          )}
        </li>
      ))}
    </ul>
  );
}
