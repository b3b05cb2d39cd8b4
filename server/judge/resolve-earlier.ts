import { rowsOf } from "@/server/judge/comparison/as-array";
import type { Value } from "@/server/judge/sandbox/value";

/** Mirrors ANSWER_KEY in python/authoring.py. */
const answerKey = "convolve:answer";

/** Puts earlier answers of the same case where the author asked for them; null when an answer has no such part. */
export function resolveEarlier(value: Value, answers: readonly Value[]): Value | null {
  if (value.kind === "list" || value.kind === "tuple") {
    const items = value.items.map((item) => resolveEarlier(item, answers));
    return items.includes(null) ? null : { kind: value.kind, items: items as Value[] };
  }
  if (value.kind !== "dict") return value;
  const [first, second] = value.entries;
  if (first?.[0] === answerKey && first[1].kind === "int") {
    const path = second?.[1].kind === "list" ? second[1].items : [];
    return path.reduce<Value | null>(partOf, answers[Number(first[1].value)] ?? null);
  }
  const entries = value.entries.map(([key, item]) => [key, resolveEarlier(item, answers)] as const);
  return entries.some(([, item]) => item === null) ? null : { kind: "dict", entries: entries as [string, Value][] };
}

function partOf(value: Value | null, key: Value): Value | null {
  if (key.kind === "str") return (value?.kind === "dict" ? value.entries.find(([name]) => name === key.value)?.[1] : null) ?? null;
  if (key.kind !== "int") return null;
  const items = value?.kind === "list" || value?.kind === "tuple" ? value.items : value?.kind === "array" ? rowsOf(value) : null;
  return items?.at(Number(key.value)) ?? null;
}
