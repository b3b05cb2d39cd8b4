import * as monaco from "monaco-editor/editor/editor.api.js";
import "monaco-editor/features/bracketMatching/register.js";
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/codeEditor/register.js";
import "monaco-editor/features/comment/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/indentation/register.js";
import "monaco-editor/features/linesOperations/register.js";
import "monaco-editor/features/multicursor/register.js";
import "monaco-editor/features/toggleTabFocusMode/register.js";
import "monaco-editor/features/wordHighlighter/register.js";
import "monaco-editor/features/wordOperations/register.js";
import "monaco-editor/languages/definitions/python/register.js";
import { readColour } from "@/components/ui/read-colour";

/** Monaco, bundled with us: nothing is fetched from another host. Import this file only by `await import(…)`. */
export { monaco };

self.MonacoEnvironment = {
  getWorker: () => new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), { type: "module" }),
};

const themeName = "convolve";

/** Makes the editor's theme of the page's tokens, in the theme that is on now. */
function setTheme(): void {
  const isDark = getComputedStyle(document.documentElement).colorScheme === "dark"
    || (document.documentElement.dataset["theme"] !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const bare = (token: `--${string}`) => readColour(token).slice(1);
  monaco.editor.defineTheme(themeName, {
    base: isDark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: bare("--ink") },
      { token: "comment", foreground: bare("--ink-faint") },
      { token: "string", foreground: bare("--accepted") },
      { token: "string.escape", foreground: bare("--accepted") },
      { token: "keyword", foreground: bare("--note") },
      { token: "number", foreground: bare("--limit") },
      { token: "delimiter", foreground: bare("--ink-soft") },
      { token: "tag", foreground: bare("--hue-3") },
    ],
    colors: {
      "editor.background": readColour("--raised"),
      "editor.foreground": readColour("--ink"),
      "editorLineNumber.foreground": readColour("--ink-faint"),
      "editorLineNumber.activeForeground": readColour("--ink"),
      "editorCursor.foreground": readColour("--ink"),
      "editor.selectionBackground": readColour("--accent-wash"),
      "editor.lineHighlightBackground": readColour("--surface"),
      "editor.lineHighlightBorder": readColour("--line"),
      "editorIndentGuide.background1": readColour("--line"),
      "editorWidget.background": readColour("--raised"),
      "editorWidget.border": readColour("--line-strong"),
      "focusBorder": readColour("--focus"),
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, readColour("--ink-soft")])),
    },
  });
  monaco.editor.setTheme(themeName);
}

/** Keeps the editor's theme that of the page; answers how to stop. */
export function followTheme(): () => void {
  setTheme();
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", setTheme);
  const observer = new MutationObserver(setTheme);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    media.removeEventListener("change", setTheme);
    observer.disconnect();
  };
}

/** How text looks in every editor of the product. */
export const sharedOptions = {
  fontFamily: '"JetBrains Mono Variable", ui-monospace, "Noto Sans Mono CJK SC", monospace',
  fontSize: 14,
  lineHeight: 22,
  fontLigatures: false,
  minimap: { enabled: false },
  folding: false,
  scrollBeyondLastLine: false,
  automaticLayout: true,
  tabSize: 4,
  renderLineHighlight: "line",
  overviewRulerLanes: 0,
  padding: { top: 12, bottom: 12 },
  unicodeHighlight: { ambiguousCharacters: false },
} satisfies monaco.editor.IStandaloneEditorConstructionOptions;
