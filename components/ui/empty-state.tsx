import type { ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./empty-state.module.css";

/** Nothing here yet: a sentence, and the next step. The drawing is an output map that no kernel has filled. */
export function EmptyState({ title, children, action, className }: { title: ReactNode; children?: ReactNode; action?: ReactNode; className?: string }) {
  return (
    <div className={classNames(styles.empty, className)}>
      <svg className={styles.drawing} viewBox="0 0 85 53" aria-hidden>
        {Array.from({ length: 15 }, (_, cell) => (
          <rect key={cell} x={(cell % 5) * 16 + 2.5} y={Math.floor(cell / 5) * 16 + 2.5} width="16" height="16" className={styles.cell} />
        ))}
        <rect x="2.5" y="2.5" width="16" height="16" className={styles.window} />
      </svg>
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {children ? <div className={styles.sentence}>{children}</div> : null}
        {action ? <div className={styles.action}>{action}</div> : null}
      </div>
    </div>
  );
}
