"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { CodeBlock } from "@/components/ui/code-block";
import { openEditor, type OpenEditor } from "@/components/transcript/open-editor";
import type { Replay } from "@/lib/transcript/replay";
import styles from "./replay-editor.module.css";

type ReplayEditorProps = { replay: Replay; documentId: string | null; moment: number; ms: number; isPlaying: boolean };

/** How long a name stays at the cursor after a keystroke. */
const freshMs = 4_000;

/** The code as it was: read-only Monaco, with the cursor of whoever typed last. */
export function ReplayEditor({ replay, documentId, moment, ms, isPlaying }: ReplayEditorProps) {
  const t = useTranslations("transcript");
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<OpenEditor | "loading" | "failed">("loading");
  const shown = useMemo(() => (documentId === null ? null : replay.documentAt(documentId, moment)), [replay, documentId, moment]);
  const isFresh = shown?.cursor ? ms - replay.timeOf(shown.cursor.moment + 1) < freshMs : false;
  const label = t("editor.label");

  useEffect(() => {
    if (!place.current) return undefined;
    const leaving = new AbortController();
    let opened: OpenEditor | null = null;
    openEditor(place.current, label, leaving.signal).then(
      (editor) => {
        opened = editor;
        if (editor) setEditor(editor);
      },
      () => setEditor("failed"),
    );
    return () => {
      leaving.abort();
      opened?.close();
    };
  }, [label]);

  useEffect(() => {
    if (typeof editor === "string") return;
    const author = replay.final.participants.get(shown?.cursor?.participantId ?? "");
    const cursor = shown?.cursor && author ? { index: shown.cursor.index, name: author.name, hue: author.hue, isFresh } : null;
    editor.show(shown?.text ?? "", cursor, isPlaying);
  }, [editor, replay, shown, isFresh, isPlaying]);

  return (
    <div className={styles.editor}>
      {shown !== null && shown.missingEdits > 0 && <Banner kind="limit" className={styles.missing}>{t("incomplete.edits", { count: shown.missingEdits })}</Banner>}
      {documentId === null && <p className={styles.none}>{t("editor.none")}</p>}
      {editor === "failed" && (
        <div className={styles.plain}>
          <Banner kind="note">{t("editor.failed")}</Banner>
          <CodeBlock code={shown?.text ?? ""} language="python" />
        </div>
      )}
      <div ref={place} className={styles.monaco} hidden={editor === "failed" || documentId === null} />
    </div>
  );
}
