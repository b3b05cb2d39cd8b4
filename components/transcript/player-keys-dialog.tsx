"use client";

import { useId, useState } from "react";
import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Keys } from "@/components/ui/keys";
import styles from "./player-bar.module.css";

const rows = [
  ["toggle", ["space"]], ["pause", ["k"]], ["shuttle_forward", ["l"]], ["shuttle_back", ["j"]], ["event", ["left", "right"]],
  ["edit", ["shift+left", "shift+right"]], ["verdict", ["v"]], ["seconds", ["up", "down"]], ["minutes", ["PgUp", "PgDn"]],
  ["ends", ["Home", "End"]], ["speed", ["1–7"]], ["skip_idle", ["i"]],
] as const;

/** What each key does, and the switch that turns the letters off (WCAG 2.1.4). */
export function PlayerKeysDialog({ singleKeys, onSingleKeys }: { singleKeys: boolean; onSingleKeys: (on: boolean) => void }) {
  const t = useTranslations("transcript.keys");
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <IconButton label={t("title")} icon={<Keyboard aria-hidden />} side="top" onClick={() => setOpen(true)} />
      <Dialog open={open} onOpenChange={setOpen} title={t("title")}>
        <dl className={styles.keyList}>
          {rows.map(([what, keys]) => (
            <Row key={what} what={t(what)} keys={keys.map((key) => (key === "space" ? t("space") : key))} />
          ))}
        </dl>
        <div className={styles.switch}>
          <input id={id} type="checkbox" checked={singleKeys} aria-describedby={`${id}-help`} onChange={(event) => onSingleKeys(event.target.checked)} />
          <div>
            <label htmlFor={id}>{t("switch")}</label>
            <p id={`${id}-help`} className={styles.help}>{t("switchHelp")}</p>
          </div>
        </div>
      </Dialog>
    </>
  );
}

function Row({ what, keys }: { what: string; keys: readonly string[] }) {
  return (
    <>
      <dt>{keys.map((key) => <Keys key={key} keys={key} />)}</dt>
      <dd>{what}</dd>
    </>
  );
}
