import { speeds, type Speed } from "@/lib/transcript/player";

/** What a key asks of a player. The page's key map and its list of keys for people both read `playerKeys`. */
export type PlayerCommand =
  | { readonly command: "toggle" | "pause" | "shuttle_back" | "shuttle_forward" | "skip_idle" }
  | { readonly command: "next_event" | "previous_event" | "next_edit" | "previous_edit" | "next_verdict" | "previous_verdict" }
  | { readonly command: "to_start" | "to_end" | "ahead_10_s" | "back_10_s" | "ahead_1_min" | "back_1_min" }
  | { readonly command: "speed"; readonly speed: Speed };

/** As `KeyboardEvent.key` says them, with "shift+" before those that want it. */
export const playerKeys: Readonly<Record<string, PlayerCommand>> = {
  " ": { command: "toggle" },
  k: { command: "pause" },
  j: { command: "shuttle_back" },
  l: { command: "shuttle_forward" },
  i: { command: "skip_idle" },
  arrowright: { command: "next_event" },
  arrowleft: { command: "previous_event" },
  "shift+arrowright": { command: "next_edit" },
  "shift+arrowleft": { command: "previous_edit" },
  v: { command: "next_verdict" },
  "shift+v": { command: "previous_verdict" },
  home: { command: "to_start" },
  end: { command: "to_end" },
  arrowup: { command: "ahead_10_s" },
  arrowdown: { command: "back_10_s" },
  pageup: { command: "ahead_1_min" },
  pagedown: { command: "back_1_min" },
  ...Object.fromEntries(speeds.map((speed, index) => [String(index + 1), { command: "speed", speed }] as const)),
};

export type PressedKey = { readonly key: string; readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly altKey: boolean; readonly metaKey: boolean };

/** Null for a key that is not the player's; keys with Ctrl, Alt or Cmd are the browser's and the palette's. */
export function playerCommand(pressed: PressedKey): PlayerCommand | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const name = `${pressed.shiftKey ? "shift+" : ""}${pressed.key.toLowerCase()}`;
  return Object.hasOwn(playerKeys, name) ? (playerKeys[name] ?? null) : null;
}

/** Keys that move inside lists, tabs, text and the editor: there they belong to what has the focus. */
export function movesFocus(pressed: PressedKey): boolean {
  return /^(Arrow|Page|Home|End)/.test(pressed.key);
}
