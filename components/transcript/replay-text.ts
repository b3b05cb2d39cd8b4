/** A document's text as an editor wants it: line ends of one kind, and the cursor's place among them. */
export function normalised(text: string, index: number): { readonly text: string; readonly index: number } {
  if (!text.includes("\r")) return { text, index };
  const before = text.slice(0, index).replaceAll(/\r\n?/g, "\n");
  return { text: text.replaceAll(/\r\n?/g, "\n"), index: before.length };
}

/** The one stretch in which two texts differ: replacing only it keeps colours, folds and the place on the screen. */
export function difference(before: string, after: string): { readonly from: number; readonly to: number; readonly text: string } | null {
  if (before === after) return null;
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let end = 0;
  while (end < shortest - from && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end += 1;
  return { from, to: before.length - end, text: after.slice(from, after.length - end) };
}
