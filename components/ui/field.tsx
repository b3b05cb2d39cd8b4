"use client";
import { CircleAlert } from "lucide-react";
import { useId, type ComponentProps, type ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./field.module.css";

type Words = {
  label: ReactNode;
  hint?: ReactNode;
  /** Why what was typed cannot be taken; null when it can. */
  error?: ReactNode;
};
export type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/** A label, a control, and what is said about it, tied together for the screen reader. */
export function Field({ label, hint, error, className, children }: Words & { className?: string; children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : null;
  const errorId = error ? `${id}-error` : null;
  return (
    <div className={classNames(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>{label}</label>
      {children({
        id,
        "aria-describedby": [errorId, hintId].filter(Boolean).join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error ? (
        <p id={errorId ?? undefined} className={styles.error} role="alert">
          <CircleAlert aria-hidden />
          <span>{error}</span>
        </p>
      ) : null}
      {hint ? <p id={hintId ?? undefined} className={styles.hint}>{hint}</p> : null}
    </div>
  );
}

export function TextField({ label, hint, error, className, ...input }: Words & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <input {...input} {...control} className={styles.control} />}
    </Field>
  );
}

export function TextAreaField({ label, hint, error, className, ...area }: Words & ComponentProps<"textarea">) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <textarea {...area} {...control} className={classNames(styles.control, styles.area)} />}
    </Field>
  );
}

/** A control without a label of its own beside it: give it an aria-label. */
export function TextInput({ className, ...input }: ComponentProps<"input">) {
  return <input {...input} className={classNames(styles.control, className)} />;
}
