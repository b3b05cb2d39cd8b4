"use client";
import { useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { LocalTime } from "@/components/ui/local-time";
import type { Message, ParticipantState } from "@/lib/transcript/fold";
import styles from "./room.module.css";

type MessagesProps = {
  messages: readonly Message[];
  participants: ReadonlyMap<string, ParticipantState>;
  label: string;
  empty: string;
  sendLabel: string;
  /** Null: this viewer only reads. Answers a complaint, or null when it was sent. */
  onSend: ((text: string) => Promise<string | null>) | null;
};

/** Chat for everyone, or notes for interviewers: the same list with a box below. Enter sends, Shift+Enter breaks the line. */
export function MessagesPanel({ messages, participants, label, empty, sendLabel, onSend }: MessagesProps) {
  const [text, setText] = useState("");
  const [complaint, setComplaint] = useState<string | null>(null);
  const send = async () => {
    if (!onSend || text.trim() === "") return;
    const failed = await onSend(text.trim());
    setComplaint(failed);
    if (failed === null) setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a Chinese word's composition sends nothing.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className={styles.panel}>
      <div className={styles.scroll}>
        {messages.length === 0 ? <p className={styles.soft}>{empty}</p> : (
          <ol className={styles.messages} aria-live="polite">
            {messages.map((each) => (
              <li key={each.seq} className={styles.message}>
                <span className={styles.soft}><strong>{participants.get(each.participantId ?? "")?.name}</strong> <LocalTime at={each.at} style="time" /></span>
                <p>{withCode(each.text)}</p>
              </li>
            ))}
          </ol>
        )}
      </div>
      {onSend && (
        <form className={styles.compose} onSubmit={(event) => { event.preventDefault(); void send(); }}>
          <TextAreaField label={label} rows={2} maxLength={4_000} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} error={complaint} />
          <div><Button type="submit" size="small">{sendLabel}</Button></div>
        </form>
      )}
    </div>
  );
}


/** Backticks mark code; everything else is plain text, whatever it looks like. */
function withCode(text: string) {
  return text.split(/(```[\s\S]*?```|`[^`\n]+`)/).map((part, index) => (index % 2 === 1 ? <code key={index}>{part.replaceAll(/^`+|`+$/g, "")}</code> : part));
}
