import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./button.module.css";

type Look = {
  /** `primary` is the thing to do next: one a view. */
  variant?: "primary" | "plain" | "quiet" | "danger";
  size?: "medium" | "small";
  icon?: ReactNode;
};

type ButtonProps = ComponentProps<"button"> & Look & {
  /** Work is under way: the button stays focusable and does nothing. Say so in its text too. */
  busy?: boolean;
};

export function Button({ variant = "plain", size = "medium", icon, busy = false, className, children, onClick, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classNames(styles.button, styles[variant], styles[size], className)}
    >
      {icon}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant = "plain", size = "medium", icon, className, children, ...rest }: ComponentProps<typeof Link> & Look) {
  return (
    <Link {...rest} className={classNames(styles.button, styles[variant], styles[size], className)}>
      {icon}
      {children}
    </Link>
  );
}
