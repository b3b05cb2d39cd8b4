"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { classNames } from "./class-names";
import { CopyButton } from "./copy-button";
import { pythonWords } from "./python-words";
import styles from "./code-block.module.css";

type CodeBlockProps = { code: string; /** Python is coloured, all else is plain. */ language?: string; caption?: string; className?: string };

export function CodeBlock({ code, language, caption, className }: CodeBlockProps) {
  const t = useTranslations("common");
  const text = code.replace(/\n$/, "");
  const words = useMemo(() => (language === "python" || language === "py" ? pythonWords(text) : null), [text, language]);
  return (
    <figure className={classNames(styles.block, className)}>
      {caption ? <figcaption className={styles.caption}>{caption}</figcaption> : null}
      {/* Reachable by Tab, so that a line longer than the block can be scrolled by the arrow keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.code} tabIndex={0} aria-label={caption ?? t("code")}>
        <code>
          {words
            ? words.map((word, index) => (
                // The words of one text never move: their place is their name.
                // oxlint-disable-next-line react/no-array-index-key
                <span key={index} className={styles[word.kind]}>{word.text}</span>
              ))
            : text}
        </code>
      </pre>
      <CopyButton text={text} className={styles.copy} />
    </figure>
  );
}
