"use client";
import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Field } from "./field";
import styles from "./select.module.css";

export type Option = { value: string; label: string; disabled?: boolean };
type SelectProps = ComponentProps<"select"> & { options: readonly Option[]; small?: boolean };

/** The browser's own list: keys, screen readers and phones already know it. */
export function Select({ options, small = false, className, ...select }: SelectProps) {
  return (
    <span className={classNames(styles.select, small && styles.small, className)}>
      <select {...select}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </span>
  );
}

type SelectFieldProps = SelectProps & { label: ReactNode; hint?: ReactNode; error?: ReactNode };

export function SelectField({ label, hint, error, className, ...select }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <Select {...select} {...control} />}
    </Field>
  );
}
