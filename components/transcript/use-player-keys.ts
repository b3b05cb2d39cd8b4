"use client";

import { useEffect } from "react";
import { isEdit, isEvent, isVerdict } from "@/lib/transcript/moment-words";
import type { Player } from "@/lib/transcript/player";
import { movesFocus, playerCommand, type PlayerCommand } from "@/lib/transcript/player-keys";
import type { Replay } from "@/lib/transcript/replay";

/** What has keys of its own keeps them: fields, menus and dialogs all, buttons Space, lists and the editor the arrows. */
const keepsAll = "input:not([type=range]), select, textarea:not(.monaco-editor textarea), [role=menu], [role=dialog], [role=listbox]";
const keepsSpace = "button, a, summary, [role=tab], [role=switch]";
const keepsArrows = "[role=tablist], [role=tabpanel], .monaco-editor, [role=separator]";

/** The player's keys on the whole page. With `singleKeys` off only the slider and the buttons act. */
export function usePlayerKeys(options: { replay: Replay; player: Player; singleKeys: boolean }): void {
  const { replay, player, singleKeys } = options;
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const command = playerCommand(event);
      const target = event.target instanceof Element ? event.target : document.body;
      if (!command || event.defaultPrevented || target.closest(keepsAll)) return;
      const isSlider = target.closest("input[type=range]") !== null;
      if (!singleKeys && !isSlider) return;
      if (event.key === " " && target.closest(keepsSpace)) return;
      if (!isSlider && movesFocus(event) && target.closest(keepsArrows)) return;
      event.preventDefault();
      event.stopPropagation();
      obey(player, replay, command);
    }
    // Before the editor sees it: it is read-only, and would only say so.
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, [replay, player, singleKeys]);
}

function obey(player: Player, replay: Replay, asked: PlayerCommand): void {
  const { ms, skipsIdle } = player.getSnapshot();
  switch (asked.command) {
    case "toggle": return player.toggle();
    case "pause": return player.pause();
    case "shuttle_back": return player.shuttle("backwards");
    case "shuttle_forward": return player.shuttle("forwards");
    case "skip_idle": return player.setSkipsIdle(!skipsIdle);
    case "next_event": return void player.step(1, isEvent);
    case "previous_event": return void player.step(-1, isEvent);
    case "next_edit": return void player.step(1, isEdit);
    case "previous_edit": return void player.step(-1, isEdit);
    case "next_verdict": return void player.step(1, isVerdict);
    case "previous_verdict": return void player.step(-1, isVerdict);
    case "to_start": return player.goTo(0);
    case "to_end": return player.goTo(replay.lastMoment);
    case "ahead_10_s": return player.seek(ms + 10_000);
    case "back_10_s": return player.seek(ms - 10_000);
    case "ahead_1_min": return player.seek(ms + 60_000);
    case "back_1_min": return player.seek(ms - 60_000);
    case "speed": return player.setSpeed(asked.speed);
  }
}
