import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./banner.module.css";

type Kind = "accepted" | "wrong" | "limit" | "note";
const iconOf: Record<Kind, LucideIcon> = { accepted: CircleCheck, wrong: CircleAlert, limit: TriangleAlert, note: Info };

type BannerProps = { kind?: Kind; title?: ReactNode; children?: ReactNode; action?: ReactNode; className?: string };

/** What happened, what is safe, what to do. A failure is announced at once, everything else when the reader pauses. */
export function Banner({ kind = "note", title, children, action, className }: BannerProps) {
  const Icon = iconOf[kind];
  return (
    <div className={classNames(styles.banner, styles[kind], className)} role={kind === "wrong" ? "alert" : "status"}>
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.text}>
        {title ? <strong>{title}</strong> : null}
        {children ? <div>{children}</div> : null}
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
