import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import styles from "./table.module.css";

/** A dense table: scrolls by itself on a narrow screen, its head stays. */
export function Table({ className, children, ...rest }: ComponentProps<"table">) {
  return (
    <div className={styles.frame}>
      <table {...rest} className={classNames(styles.table, className)}>{children}</table>
    </div>
  );
}
