import { difference, normalised } from "@/components/transcript/replay-text";
import styles from "./replay-editor.module.css";

export type ShownCursor = { readonly index: number; readonly name: string; readonly hue: number; /** Just moved: its name is shown. */ readonly isFresh: boolean };
export type OpenEditor = {
  /** Shows a text and whose cursor stands where; `isPlaying`: keeps the cursor in sight. */
  show(text: string, cursor: ShownCursor | null, isPlaying: boolean): void;
  close(): void;
};

/** Opens a read-only Monaco in a place on the page; null when nobody waits for it any more. Monaco is large: only pages that show code load it. */
export async function openEditor(place: HTMLElement, label: string, signal: AbortSignal): Promise<OpenEditor | null> {
  const { monaco, followTheme, sharedOptions } = await import("@/components/editor/monaco");
  if (signal.aborted) return null;
  const stopFollowing = followTheme();
  const model = monaco.editor.createModel("", "python");
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  const editor = monaco.editor.create(place, {
    ...sharedOptions, model, ariaLabel: label, readOnly: true, domReadOnly: true, tabFocusMode: true, renderLineHighlight: "none",
    occurrencesHighlight: "off", hover: { enabled: "off" }, contextmenu: false,
  });
  const caret = caretWidget();
  editor.addContentWidget(caret.widget);
  let current = "";
  return {
    show(text, cursor, isPlaying) {
      const wanted = normalised(text, cursor?.index ?? 0);
      const change = difference(current, wanted.text);
      if (change) {
        const range = monaco.Range.fromPositions(model.getPositionAt(change.from), model.getPositionAt(change.to));
        model.applyEdits([{ range, text: change.text }]);
        current = wanted.text;
      }
      const at = cursor && model.getPositionAt(wanted.index);
      caret.place(at, cursor);
      editor.layoutContentWidget(caret.widget);
      if (at && (change || isPlaying)) editor.revealPositionInCenterIfOutsideViewport(at, monaco.editor.ScrollType.Immediate);
    },
    close() {
      stopFollowing();
      editor.dispose();
      model.dispose();
    },
  };
}

/** A caret with a name on it, in the colour of whose it is. */
function caretWidget() {
  const node = document.createElement("div");
  const label = document.createElement("span");
  node.append(label);
  node.setAttribute("aria-hidden", "true");
  let position: { lineNumber: number; column: number } | null = null;
  return {
    place(at: typeof position, cursor: ShownCursor | null): void {
      position = at;
      label.textContent = cursor?.name ?? "";
      // A name that stays would hide the line above it.
      label.hidden = !cursor?.isFresh;
      node.className = `${styles.caret} ${at?.lineNumber === 1 ? styles.below : ""}`;
      node.style.setProperty("--hue", `var(--hue-${(cursor?.hue ?? 0) % 8})`);
    },
    widget: {
      getId: () => "transcript.caret",
      getDomNode: () => node,
      // 0: exactly there.
      getPosition: () => (position ? { position, preference: [0] } : null),
    },
  };
}
