"use client";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeKatex from "rehype-katex";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import { classNames } from "./class-names";
import { CodeBlock } from "./code-block";
import styles from "./markdown.module.css";

const katex = { errorColor: "var(--wrong)", strict: "ignore", maxExpand: 200, maxSize: 20 } as const;

const components: Components = {
  // A fenced block is a <pre> around one <code>; what is in it is text, whatever it looks like.
  pre({ node }) {
    const code = node?.children[0];
    if (code?.type !== "element") return null;
    const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("");
    const names = code.properties.className;
    const language = Array.isArray(names) ? String(names[0] ?? "").replace("language-", "") : undefined;
    return <CodeBlock code={text} language={language} />;
  },
  a({ href, children }) {
    return <a href={href} target="_blank" rel="noopener noreferrer nofollow">{children}</a>;
  },
  // A picture would make the reader's browser ask another host: its words stand in for it.
  img({ alt }) {
    return <span>{alt}</span>;
  },
  table({ children }) {
    return <div className={styles.table}><table>{children}</table></div>;
  },
};

/** Markdown with $formulas$ and tables. Raw HTML in it is dropped. `compact` is for chat and narrow panels. */
export function Markdown({ text, compact = false, className }: { text: string; compact?: boolean; className?: string }) {
  return (
    <div className={classNames(styles.prose, compact && styles.compact, className)}>
      <ReactMarkdown skipHtml remarkPlugins={[remarkGfm, remarkMath]} rehypePlugins={[[rehypeKatex, katex]]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
