import { openCaseSet, type CaseSet } from "@/server/judge/case-set";
import type { Judge, JudgedVersion } from "@/server/judge/judge";
import { nameMistake, type Signatures } from "@/server/judge/name-mistake";
import type { Observation } from "@/server/judge/observe";
import { digestFiles } from "@/server/questions/digest";
import type { FolderFault, QuestionFolder } from "@/server/questions/folder";
import { materialOf, type JudgeMaterial } from "@/server/questions/material";

export type GateReport = { readonly slug: string; readonly isPassed: boolean; readonly faults: readonly FolderFault[]; readonly checked: number };

/** What is being tried, for people who wait: "mistakes/flipped_kernel.py, seed 2 of 2". */
export type GateProgress = (words: string) => void;

/**
 * The publishing gate: right solutions pass, every planted mistake fails and is recognised as itself, strays fail under
 * no false name, and the examples run. Without it no version is published. The same gate runs in the tests and in the page.
 */
export async function runGate(judge: Judge, folder: QuestionFolder, options: { seeds: readonly bigint[]; onProgress?: GateProgress }): Promise<GateReport> {
  const { question, files } = folder;
  const { slug } = question;
  const material = materialOf(folder);
  if (question.kind === "concept" || !material) return { slug, isPassed: true, faults: [], checked: 0 };
  const version: JudgedVersion = { digest: digestFiles(files), material };
  const faults: FolderFault[] = [];
  let checked = 0;
  const fault = (file: string, field: string, message: string) => faults.push({ file: `${slug}/${file}`, field, message });

  for (const { name } of question.solutions) {
    options.onProgress?.(`examples with solutions/${name}.py`);
    const run = await judge.run({ version, source: material.solutionSources[name] ?? "", input: null });
    checked += 1;
    if (run.error) fault(`solutions/${name}.py`, "", `does not load: ${lastLine(run.error)}`);
    for (const test of run.tests.filter((each) => each.verdict !== "accepted")) {
      const why = [test.error && lastLine(test.error), ...test.findings.map((each) => each.relation)].filter(Boolean).join(", ");
      fault("question.yaml", `examples.${test.name}`, `${test.verdict} with solutions/${name}.py (${why}): mend call, expect or the solution`);
    }
  }

  for (const [index, seed] of options.seeds.entries()) {
    const at = `seed ${index + 1} of ${options.seeds.length}`;
    options.onProgress?.(`drawing cases, ${at}`);
    const caseSet = openCaseSet(await judge.makeCaseSet(version, seed));
    const observe = async (path: string, source: string): Promise<Observation[]> => {
      options.onProgress?.(`${path}, ${at}`);
      checked += 1;
      return judge.observe(version, source, caseSet);
    };
    for (const { name } of question.solutions) {
      const path = `solutions/${name}.py`;
      for (const failed of failures(await observe(path, material.solutionSources[name] ?? ""))) {
        fault(path, failed.test.name, `a right solution gets ${words(failed)} (seed ${seed})`);
      }
    }
    const signatures = new Map<string, Observation[]>();
    for (const { name } of question.mistakes) signatures.set(name, await observe(`mistakes/${name}.py`, material.mistakeSources[name] ?? ""));
    for (const { name, wrong } of question.mistakes) {
      const observations = signatures.get(name) ?? [];
      const path = `mistakes/${name}.py`;
      if (!wrong) {
        for (const failed of failures(observations)) fault(path, failed.test.name, `is slow, not wrong, and gets ${words(failed)} (seed ${seed})`);
      } else checkMistake(path, name, observations, { material, caseSet, signatures, fault, seed });
    }
    for (const { name, resembles } of question.strays) {
      const path = `strays/${name}.py`;
      const observations = await observe(path, files[path] ?? "");
      if (failures(observations).length === 0) fault(path, "", `passes every hidden test (seed ${seed}): add a test that it fails`);
      const named = nameMistake({ material, caseSet, observations, signatures });
      if (named !== null && named !== resembles) fault(path, "", `is taken for the mistake "${named}", which it is not (seed ${seed})`);
    }
  }
  return { slug, isPassed: faults.length === 0, faults, checked };
}

function checkMistake(
  path: string,
  name: string,
  observations: readonly Observation[],
  given: { material: JudgeMaterial; caseSet: CaseSet; signatures: Signatures; seed: bigint; fault: (file: string, field: string, message: string) => void },
): void {
  const { material, caseSet, signatures, seed, fault } = given;
  const failed = failures(observations);
  if (failed.length === 0) return fault(path, "", `passes every hidden test (seed ${seed}): add a test that it fails`);
  const loading = failed.length === observations.length && failed.every((each) => each.outcomes.length === 0 && each.exceptionClass !== null);
  if (loading) return fault(path, "", `does not load: ${failed[0]?.exceptionClass} (a mistake must run)`);
  // Fewer than three failing cases are no signature: it need not be recognised.
  if (failed.length < 3) return;
  const named = nameMistake({ material, caseSet, observations, signatures });
  if (named === name) return;
  const twins = [...signatures].filter(([other, seen]) => other !== name && nameMistake({
    material, caseSet, observations, signatures: new Map([[other, seen]]),
  }) === other).map(([other]) => other);
  fault(path, "", twins.length > 0 ? `can't be told from ${twins.join(", ")} (seed ${seed}): add a test in which they differ` : `is not recognised as itself (seed ${seed}): is it deterministic?`);
}

function failures(observations: readonly Observation[]): Observation[] {
  return observations.filter((each) => each.verdict !== "accepted");
}

function words(seen: Observation): string {
  const details = [...(seen.exceptionClass ? [seen.exceptionClass] : []), ...seen.differences.map((each) => each.relation), ...seen.authorFindings];
  return details.length > 0 ? `${seen.verdict} (${details.join(", ")})` : seen.verdict;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
