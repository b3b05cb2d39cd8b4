"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { AlertDialog, Dialog as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button";
import styles from "./dialog.module.css";

type DialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
};

/** Keeps the focus inside, gives it back when closed; Escape closes. */
export function Dialog({ open, onOpenChange, trigger, title, description, children, footer }: DialogProps) {
  const t = useTranslations("common");
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className={styles.overlay} />
        <Primitive.Content className={styles.dialog} {...(description ? {} : { "aria-describedby": undefined })}>
          <header className={styles.head}>
            <Primitive.Title className={styles.title}>{title}</Primitive.Title>
            <Primitive.Close className={styles.close} aria-label={t("close")}>
              <X aria-hidden />
            </Primitive.Close>
          </header>
          {description ? <Primitive.Description className={styles.description}>{description}</Primitive.Description> : null}
          {children ? <div className={styles.body}>{children}</div> : null}
          {footer ? <footer className={styles.foot}>{footer}</footer> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type ConfirmProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
  /** The question, and what follows from a yes. */
  title: ReactNode;
  description: ReactNode;
  /** The verb of what will happen; never just "OK". */
  confirmLabel: string;
  onConfirm: () => void;
  danger?: boolean;
};

/** For what cannot be undone. The focus starts on Cancel, so that Enter alone changes nothing. */
export function ConfirmDialog({ open, onOpenChange, trigger, title, description, confirmLabel, onConfirm, danger = true }: ConfirmProps) {
  const t = useTranslations("common");
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger> : null}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={styles.overlay} />
        <AlertDialog.Content className={styles.dialog}>
          <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={styles.description}>{description}</AlertDialog.Description>
          <footer className={styles.foot}>
            <AlertDialog.Cancel asChild>
              <Button>{t("cancel")}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button variant={danger ? "danger" : "primary"} onClick={onConfirm}>{confirmLabel}</Button>
            </AlertDialog.Action>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
