"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { DocumentSnapshot } from "@/lib/realtime/document-client";
import styles from "./room.module.css";

type CodeEditorProps = {
  document: DocumentSnapshot;
  isReadOnly: boolean;
  onRun: () => void;
  onSubmit: () => void;
};

/** The shared editor. Monaco is fetched only here and in the replay, and from ourselves. */
export function CodeEditor({ document: shared, isReadOnly, onRun, onSubmit }: CodeEditorProps) {
  const t = useTranslations("room.editor");
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const options = useRef({ isReadOnly, onRun, onSubmit, label: t("label") });
  const update = useRef<(() => void) | null>(null);
  useEffect(() => {
    options.current = { isReadOnly, onRun, onSubmit, label: t("label") };
    update.current?.();
  });
  const { text, awareness } = shared;

  useEffect(() => {
    let dispose: (() => void) | null = null;
    let isGone = false;
    void import("./bind-editor").then(({ bindEditor }) => {
      if (isGone || !place.current) return;
      const bound = bindEditor({
        place: place.current, text, awareness, label: options.current.label,
        onRun: () => options.current.onRun(), onSubmit: () => options.current.onSubmit(),
      });
      update.current = () => bound.setReadOnly(options.current.isReadOnly);
      update.current();
      dispose = bound.close;
      setState("ready");
    }).catch(() => setState("failed"));
    return () => {
      isGone = true;
      update.current = null;
      dispose?.();
    };
  }, [text, awareness]);

  return (
    <div className={styles.editor}>
      {state !== "ready" && <div className={styles.centre} role="status">{state === "failed" ? t("failed") : t("loading")}</div>}
      <div ref={place} className={styles.editorFill} data-testid="editor" />
    </div>
  );
}
