export type PythonWord = { text: string; kind: "comment" | "string" | "keyword" | "number" | "name" | "plain" };

const keywords = new Set(
  ("False None True and as assert async await break class continue def del elif else except finally for from global if import " +
    "in is lambda match nonlocal not or pass raise return try while with yield").split(" "),
);
const word =
  /(?<comment>#[^\n]*)|(?<string>[rbfuRBFU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))|(?<number>\b\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?\b)|(?<name>[A-Za-z_]\w*)/g;

/** Splits Python for colouring: enough for short texts that are read, not edited (the editor has Monaco). */
export function pythonWords(source: string): PythonWord[] {
  const words: PythonWord[] = [];
  let end = 0;
  let previous = "";
  for (const found of source.matchAll(word)) {
    if (found.index > end) words.push({ text: source.slice(end, found.index), kind: "plain" });
    const text = found[0];
    const group = found.groups ?? {};
    if (group.comment !== undefined) words.push({ text, kind: "comment" });
    else if (group.string !== undefined) words.push({ text, kind: "string" });
    else if (group.number !== undefined) words.push({ text, kind: "number" });
    else if (keywords.has(text)) words.push({ text, kind: "keyword" });
    else words.push({ text, kind: previous === "def" || previous === "class" ? "name" : "plain" });
    previous = text;
    end = found.index + text.length;
  }
  if (end < source.length) words.push({ text: source.slice(end), kind: "plain" });
  return words;
}
