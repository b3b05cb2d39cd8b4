import { Ban, Check, CircleDashed, CircleSlash, Clock, FileWarning, Info, MemoryStick, ServerCrash, TriangleAlert, X, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Verdict } from "@/lib/judging/verdicts";
import { classNames } from "./class-names";
import styles from "./mark.module.css";

export type MarkKind = "accepted" | "wrong" | "limit" | "note" | "plain";
const iconOf: Record<MarkKind, LucideIcon> = { accepted: Check, wrong: X, limit: TriangleAlert, note: Info, plain: CircleDashed };

type MarkProps = { kind: MarkKind; icon?: LucideIcon; filled?: boolean; className?: string; children: ReactNode };

/** A shape and a word before a colour. `filled` sets it on a wash, for a line of its own. */
export function Mark({ kind, icon, filled = false, className, children }: MarkProps) {
  const Icon = icon ?? iconOf[kind];
  return (
    <span className={classNames(styles.mark, styles[kind], filled && styles.filled, className)}>
      <Icon aria-hidden />
      <span>{children}</span>
    </span>
  );
}

const lookOf: Record<Verdict, { kind: MarkKind; icon: LucideIcon }> = {
  accepted: { kind: "accepted", icon: Check },
  wrong_answer: { kind: "wrong", icon: X },
  runtime_error: { kind: "wrong", icon: TriangleAlert },
  compile_error: { kind: "wrong", icon: FileWarning },
  time_limit: { kind: "limit", icon: Clock },
  memory_limit: { kind: "limit", icon: MemoryStick },
  output_limit: { kind: "limit", icon: CircleSlash },
  protocol_violation: { kind: "wrong", icon: Ban },
  judge_error: { kind: "note", icon: ServerCrash },
};

/** What the judge said, as a shape and a word. */
export function VerdictMark({ verdict, filled, className }: { verdict: Verdict; filled?: boolean; className?: string }) {
  const t = useTranslations("common.verdict");
  const look = lookOf[verdict];
  return <Mark kind={look.kind} icon={look.icon} filled={filled} className={className}>{t(verdict)}</Mark>;
}

/** The same shapes for drawings that have no room for words; what draws them says the word elsewhere. */
export const verdictLook: Readonly<Record<Verdict, { kind: MarkKind; icon: LucideIcon }>> = lookOf;
