import { createHash } from "node:crypto";

/** One name for the whole content of a question's folder: a version is what has another digest. */
export function digestFiles(files: Readonly<Record<string, string>>): string {
  const hash = createHash("sha256");
  for (const path of Object.keys(files).sort()) {
    const text = files[path] ?? "";
    // Lengths stand before the texts, so that no two folders read alike.
    hash.update(`${path}\0${Buffer.byteLength(text)}\0`).update(text);
  }
  return hash.digest("hex");
}
