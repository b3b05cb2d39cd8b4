import { z } from "zod";
import { testGroups } from "@/lib/questions/schema";

/** What the judge can say of a test, a run or a submission. `judge_error` is ours: no score, never the candidate's fault. */
export const verdicts = [
  "accepted", "wrong_answer", "runtime_error", "compile_error", "time_limit", "memory_limit", "output_limit",
  "protocol_violation", "judge_error",
] as const;
export const verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof verdict>;

/** How an answer relates to the right one: a closed list, so that it can carry no data of a hidden test. */
export const relations = [
  "not_an_array", "not_a_number", "wrong_length", "wrong_keys", "rank_differs", "height_and_width_swapped", "transposed",
  "one_row_too_many", "one_row_too_few", "one_column_too_many", "one_column_too_few", "shape_differs", "dtype_float64_wanted",
  "dtype_float32_wanted", "dtype_integer_wanted", "dtype_boolean_wanted", "dtype_differs", "nan_where_finite",
  "finite_where_nan", "infinity_differs", "off_by_constant_factor", "off_by_constant", "sign_flipped", "values_differ",
  "exception_missing", "exception_differs", "input_mutated", "output_shares_memory", "property_failed",
] as const;
export const relation = z.enum(relations);
export type Relation = z.infer<typeof relation>;

/** Share of wrong elements in quarters, rounded up: 1 means up to 25 %. */
const wrongQuarters = z.number().int().min(1).max(4);
/** floor(log10(largest error)), capped to [-9, 3] so that it carries no mantissa. */
const errorDecade = z.number().int().min(-9).max(3);
export const places = ["border", "interior", "first_channel", "first_sample", "last_row", "last_column", "everywhere", "scattered"] as const;

/** The narrow words about one part of a hidden test's answer (`part`: the output's position, for tuples; null for the whole). */
export const narrowFinding = z.strictObject({
  part: z.number().int().min(0).max(15).nullable(),
  relation,
  errorDecade: errorDecade.optional(),
  wrongQuarters: wrongQuarters.optional(),
  where: z.enum(places).optional(),
});
export type NarrowFinding = z.infer<typeof narrowFinding>;

/** Coarse time of one test, by the judge's clock. */
export const timeSteps = ["under_10_ms", "under_100_ms", "under_1_s", "over_1_s"] as const;
export type TimeStep = (typeof timeSteps)[number];

const judgedTest = {
  verdict,
  group: z.enum(testGroups),
  findings: z.array(narrowFinding).max(16),
  time: z.enum(timeSteps).optional(),
};
/** A hidden test as the candidate sees it before the interview closes: by group and number within the group. */
export const candidateTestVerdict = z.strictObject({ ...judgedTest, number: z.number().int().min(1) });
export type CandidateTestVerdict = z.infer<typeof candidateTestVerdict>;
/** The same test as an interviewer sees it: by name too, with the exception's class and the author's findings. */
export const interviewerTestVerdict = z.strictObject({
  ...judgedTest,
  number: z.number().int().min(1),
  name: z.string(),
  weight: z.number(),
  exceptionClass: z.string().max(80).optional(),
  authorFindings: z.array(z.string()).max(16).optional(),
});
export type InterviewerTestVerdict = z.infer<typeof interviewerTestVerdict>;

/** Speed and memory as a grade of their own, as ratios to the reference; null where it could not be measured honestly. */
export const speedGrade = z.strictObject({ timeRatio: z.number().nullable(), memoryRatio: z.number().nullable() });
export type SpeedGrade = z.infer<typeof speedGrade>;

/** A digest of interpreter, NumPy, BLAS and agent, with the words people read. */
export const runtimeStamp = z.strictObject({
  runtime: z.string(), python: z.string(), numpy: z.string(), torch: z.string().optional(), blas: z.string(), threads: z.number(), digest: z.string(),
});
export type RuntimeStamp = z.infer<typeof runtimeStamp>;

const submissionVerdict = {
  verdict,
  /** 0 to 100 by weight; null when the judge itself failed. */
  score: z.number().int().min(0).max(100).nullable(),
  speed: speedGrade.nullable(),
  runtime: runtimeStamp.nullable(),
};
export const candidateVerdict = z.strictObject({ ...submissionVerdict, tests: z.array(candidateTestVerdict) });
export type CandidateVerdict = z.infer<typeof candidateVerdict>;
export const interviewerVerdict = z.strictObject({
  ...submissionVerdict,
  tests: z.array(interviewerTestVerdict),
  /** The seed as decimal text: 64 bits do not fit a JavaScript number. Candidates get it when the interview closes. */
  seed: z.string(),
  caseDigest: z.string(),
});
export type InterviewerVerdict = z.infer<typeof interviewerVerdict>;

/** A value from a visible run, typed and bounded: numbers as text for NaN and infinities. */
export const tensor = z.strictObject({
  kind: z.literal("tensor"),
  dtype: z.string().max(16),
  shape: z.array(z.number().int().nonnegative()).max(16),
  /** The first `values.length` elements in C order; fewer than the size when cut. */
  values: z.array(z.union([z.number(), z.enum(["nan", "inf", "-inf"])])).max(4_096),
  stats: z.strictObject({
    min: z.number().nullable(), max: z.number().nullable(), mean: z.number().nullable(),
    nanCount: z.number().int(), infinityCount: z.number().int(),
  }),
});
export type Tensor = z.infer<typeof tensor>;
export type ShownValue = Tensor | { kind: "text"; text: string } | { kind: "sequence"; items: ShownValue[] };
export const shownValue: z.ZodType<ShownValue> = z.lazy(() =>
  z.union([
    tensor,
    z.strictObject({ kind: z.literal("text"), text: z.string().max(4_000) }),
    z.strictObject({ kind: z.literal("sequence"), items: z.array(shownValue).max(32) }),
  ]),
);

/** A visible test, exact in every figure: its data are in the statement anyway. */
export const visibleTestVerdict = z.strictObject({
  name: z.string(),
  verdict,
  findings: z.array(
    narrowFinding.extend({
      expectedShape: z.array(z.number()).optional(),
      gotShape: z.array(z.number()).optional(),
      expectedDtype: z.string().optional(),
      gotDtype: z.string().optional(),
      wrongShare: z.number().optional(),
      largestError: z.union([z.number(), z.enum(["nan", "inf"])]).optional(),
      firstWrongIndex: z.array(z.number()).optional(),
    }),
  ).max(16),
  expected: shownValue.nullable(),
  got: shownValue.nullable(),
  /** Text of the candidate's own program: shown as text, labelled, never markup. */
  error: z.string().max(8_000).nullable(),
  timeMs: z.number().nonnegative(),
});
export type VisibleTestVerdict = z.infer<typeof visibleTestVerdict>;

/** What everyone in the room sees of a run. */
export const runVerdict = z.strictObject({
  verdict,
  tests: z.array(visibleTestVerdict).max(32),
  /** The answer to the runner's own input, when one was given. */
  answer: shownValue.nullable(),
  /** Arrays that the program showed with `show(array)`, and in which visible test; none while loading or on own input. */
  shown: z.array(z.strictObject({ name: z.string().max(80), test: z.string().max(64).optional(), value: shownValue })).max(32),
  stdout: z.string().max(66_000),
  stderr: z.string().max(66_000),
  /** A compile error or an exception while the file was loaded. */
  error: z.string().max(8_000).nullable(),
  runtime: runtimeStamp.nullable(),
});
export type RunVerdict = z.infer<typeof runVerdict>;
