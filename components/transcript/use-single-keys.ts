"use client";

import { useCallback, useSyncExternalStore } from "react";

const name = "transcript.single_keys";
const listeners = new Set<() => void>();
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): boolean {
  try {
    return localStorage.getItem(name) !== "off";
  } catch {
    return true;
  }
}

/** Whether letters act as keys of the player; kept on this device. */
export function useSingleKeys(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, read, () => true);
  const set = useCallback((next: boolean) => {
    try {
      localStorage.setItem(name, next ? "on" : "off");
    } catch {
      // A browser that keeps nothing: the switch then has no effect, and says so by staying.
    }
    for (const listener of listeners) listener();
  }, []);
  return [on, set];
}
