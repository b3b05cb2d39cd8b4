"use client";
import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Keys } from "@/components/ui/keys";
import styles from "./room.module.css";

export type PaletteAction = { readonly name: string; readonly label: string; readonly keys?: string; readonly run: () => void };

/** Every action that this viewer has now, by name, with its key. */
export function Palette({ open, onOpenChange, actions }: { open: boolean; onOpenChange: (open: boolean) => void; actions: readonly PaletteAction[] }) {
  const t = useTranslations("room.actions");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("palette")}>
      <Command className={styles.palette} label={t("palette")}>
        <Command.Input placeholder={t("search")} />
        <Command.List>
          <Command.Empty>{t("nothing")}</Command.Empty>
          {actions.map((each) => (
            <Command.Item key={each.name} value={each.label} onSelect={() => { onOpenChange(false); each.run(); }}>
              <span>{each.label}</span>{each.keys && <Keys keys={each.keys} />}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}
