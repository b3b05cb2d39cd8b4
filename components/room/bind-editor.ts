import { MonacoBinding } from "y-monaco";
import type { Awareness } from "y-protocols/awareness";
import { UndoManager, type Text } from "yjs";
import { followTheme, monaco, sharedOptions } from "@/components/editor/monaco";
import { drawCursorNames } from "./cursor-names";

/** Monaco on a shared text: remote cursors with names, and an undo that takes back one's own edits only. */
export function bindEditor(options: {
  place: HTMLElement;
  text: Text;
  awareness: Awareness;
  label: string;
  onRun: () => void;
  onSubmit: () => void;
}): { setReadOnly: (isReadOnly: boolean) => void; close: () => void } {
  const { place, text, awareness } = options;
  const model = monaco.editor.createModel(text.toString(), "python");
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  const stopTheme = followTheme();
  const editor = monaco.editor.create(place, { ...sharedOptions, model, ariaLabel: options.label, accessibilitySupport: "auto" });
  const binding = new MonacoBinding(text, model, new Set([editor]), awareness);
  const undo = new UndoManager(text, { trackedOrigins: new Set([binding]), captureTimeout: 400 });
  const { KeyCode, KeyMod } = monaco;
  // Monaco's own undo would take back what the partner typed as well.
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, () => void undo.undo());
  editor.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, () => void undo.redo());
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, () => void undo.redo());
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, options.onRun);
  editor.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter, options.onSubmit);
  const stopNames = drawCursorNames(awareness);
  return {
    setReadOnly: (readOnly) => editor.updateOptions({ readOnly }),
    close() {
      stopNames();
      undo.destroy();
      binding.destroy();
      editor.dispose();
      model.dispose();
      stopTheme();
    },
  };
}
