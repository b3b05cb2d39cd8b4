import type { Bilingual } from "@/lib/text/locales";
import type { QuestionGuide, QuestionSheet } from "@/lib/questions/types";
import type { QuestionFolder } from "@/server/questions/folder";

/** Who may read what of a question is decided here, where a folder is taken apart. */

/** For everyone. */
export function sheetOf({ question, files }: QuestionFolder): QuestionSheet {
  const { slug, kind, seedItem, difficulty, minutes, topics, prerequisites, title, summary } = question;
  return {
    slug, kind, seedItem, difficulty, minutes, topics, prerequisites, title, summary,
    statement: text(files, "statement"),
    coding: question.kind === "concept" ? null : {
      runtime: question.runtime,
      functions: question.functions,
      starter: files["starter.py"] ?? "",
      examples: question.examples,
      tolerances: question.tolerances,
      limits: question.limits,
      hiddenTestCount: question.tests.length,
      hintCount: question.hints.length,
      stageCount: question.stages.length,
    },
  };
}

/** For interviewers who may, and for those who have finished the question. */
export function guideOf({ question, files }: QuestionFolder): QuestionGuide {
  const common = { editorial: text(files, "editorial"), followUps: question.followUps, sources: question.sources };
  if (question.kind === "concept") {
    const { keyPoints, commonWrongAnswers } = question;
    return { ...common, coding: null, concept: { answer: text(files, "answer"), keyPoints, commonWrongAnswers } };
  }
  return {
    ...common,
    concept: null,
    coding: {
      guide: text(files, "guide"),
      hints: question.hints,
      stages: question.stages,
      rubric: question.rubric,
      solutions: question.solutions.map(({ name, title }) => ({ name, title, source: files[`solutions/${name}.py`] ?? "" })),
      tests: question.tests.map(({ name, title, group, weight }) => ({ name, title, group, weight })),
      mistakes: question.mistakes.map(({ name, title, diagnosis }) => ({ name, title, diagnosis })),
      findings: question.findings,
    },
  };
}

function text(files: QuestionFolder["files"], name: string): Bilingual {
  return { en: files[`${name}.en.md`] ?? "", zh: files[`${name}.zh.md`] ?? "" };
}
