import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { question, questionFiles, type Question } from "@/lib/questions/schema";
import { inRepository } from "@/server/setup/paths";

export const bankFolder = inRepository("prisma/bank");

/** A question as it is written: question.yaml, and the texts and programs beside it by their path in the folder. */
export type QuestionFolder = { readonly question: Question; readonly files: Readonly<Record<string, string>> };

/** What is wrong with a folder, and where: `message` says what to write instead. */
export type FolderFault = { readonly file: string; readonly field: string; readonly message: string };

export type ReadFolder =
  | { readonly ok: true; readonly folder: QuestionFolder }
  | { readonly ok: false; readonly faults: readonly FolderFault[] };

/** A text or a program larger than this is a mistake. */
const maxFileBytes = 256 * 1024;

export function listSlugs(bank: string = bankFolder): string[] {
  if (!existsSync(bank)) return [];
  return readdirSync(bank, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function readFolder(slug: string, bank: string = bankFolder): ReadFolder {
  const path = join(bank, slug);
  if (!existsSync(join(path, "question.yaml"))) {
    return refuse({ file: `${slug}/question.yaml`, field: "", message: "is missing: every question is a folder with this file in it" });
  }
  return checkFiles(slug, (file) => {
    const full = join(path, file);
    if (!existsSync(full) || statSync(full).size > maxFileBytes) return null;
    return readFileSync(full, "utf8");
  });
}

/** The same check for files that stand elsewhere: `read` answers a file's text, or null when it is missing or too large. */
export function checkFiles(slug: string, read: (file: string) => string | null): ReadFolder {
  const source = read("question.yaml");
  if (source === null) return refuse({ file: `${slug}/question.yaml`, field: "", message: `is missing, or larger than ${maxFileBytes / 1024} KiB` });
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  if (document.errors.length > 0) {
    return refuse(
      ...document.errors.map((error) => ({ file: `${slug}/question.yaml`, field: `line ${lines.linePos(error.pos[0]).line}`, message: error.message })),
    );
  }
  const parsed = question.safeParse(document.toJS());
  if (!parsed.success) {
    return refuse(...parsed.error.issues.map((issue) => ({ file: `${slug}/question.yaml`, field: issue.path.join("."), message: issue.message })));
  }
  const faults: FolderFault[] = crossCheck(slug, parsed.data);
  const files: Record<string, string> = { "question.yaml": source };
  for (const file of questionFiles(parsed.data)) {
    const text = read(file);
    if (text === null || text.trim() === "") {
      faults.push({ file: `${slug}/${file}`, field: "", message: `is missing, empty, or larger than ${maxFileBytes / 1024} KiB` });
    } else files[file] = text;
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, folder: { question: parsed.data, files } };
}

/** What a schema can't say: names that refer to each other. */
function crossCheck(slug: string, of: Question): FolderFault[] {
  const file = `${slug}/question.yaml`;
  const faults: FolderFault[] = [];
  if (of.slug !== slug) faults.push({ file, field: "slug", message: `is "${of.slug}" in a folder named "${slug}": make them the same` });
  if (of.kind === "concept") return faults;
  if (!of.solutions.some((each) => each.name === of.reference)) {
    faults.push({ file, field: "reference", message: `"${of.reference}" is none of the solutions: ${of.solutions.map((each) => each.name).join(", ")}` });
  }
  for (const [field, names] of Object.entries({
    examples: of.examples.map((each) => each.name),
    tests: of.tests.map((each) => each.name),
    solutions: of.solutions.map((each) => each.name),
    mistakes: of.mistakes.map((each) => each.name),
    strays: of.strays.map((each) => each.name),
    findings: of.findings.map((each) => each.name),
  })) {
    for (const name of names.filter((each, index) => names.indexOf(each) !== index)) {
      faults.push({ file, field, message: `has "${name}" twice: every name stands once` });
    }
  }
  of.strays.forEach((stray, index) => {
    if (stray.resembles !== undefined && !of.mistakes.some((each) => each.name === stray.resembles)) {
      faults.push({ file, field: `strays.${index}.resembles`, message: `"${stray.resembles}" is none of the mistakes` });
    }
  });
  if (!of.tests.some((each) => each.group !== "speed" && each.weight > 0)) {
    faults.push({ file, field: "tests", message: "no test outside the speed group has a weight: nothing could be scored" });
  }
  return faults;
}

function refuse(...faults: FolderFault[]): ReadFolder {
  return { ok: false, faults };
}
