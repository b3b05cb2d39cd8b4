import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";
import styles from "./icon-button.module.css";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  /** What it does, in words: read aloud and shown in the tooltip. */
  label: string;
  /** The key that does the same, for example "mod+k". */
  keys?: string;
  icon: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
};

export function IconButton({ label, keys, icon, side, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <button {...rest} type={type} aria-label={label} className={classNames(styles.button, className)}>
        {icon}
      </button>
    </Tooltip>
  );
}
