"use client";
import { useSyncExternalStore } from "react";
import styles from "./keys.module.css";

const appleNames: Record<string, string> = { mod: "⌘", shift: "⇧", alt: "⌥", ctrl: "⌃", enter: "↵", escape: "esc" };
const otherNames: Record<string, string> = { mod: "Ctrl", shift: "Shift", alt: "Alt", ctrl: "Ctrl", enter: "Enter", escape: "Esc" };
const arrows: Record<string, string> = { up: "↑", down: "↓", left: "←", right: "→" };

const never = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** A combination such as "mod+shift+enter", by the names of the reader's own keyboard. */
export function Keys({ keys }: { keys: string }) {
  const apple = useSyncExternalStore(never, isApple, () => false);
  const names = apple ? appleNames : otherNames;
  return (
    <kbd className={styles.keys}>
      {keys.split("+").map((key) => (
        <kbd key={key}>{names[key] ?? arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>
      ))}
    </kbd>
  );
}
