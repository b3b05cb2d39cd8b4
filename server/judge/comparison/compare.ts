import type { NarrowFinding, Relation } from "@/lib/judging/verdicts";
import type { HiddenTest, Tolerance, Tolerances } from "@/lib/questions/schema";
import { asArray, asArrayOrNull, isScalar, rowsOf } from "@/server/judge/comparison/as-array";
import { indexOf } from "@/server/judge/comparison/index-of";
import { isFloat, isInteger, numbersOf } from "@/server/judge/comparison/numbers";
import { relateShapes, relateValues } from "@/server/judge/comparison/relate";
import { placeOf } from "@/server/judge/comparison/place";
import { isRight } from "@/server/judge/comparison/tolerance";
import { type ArrayValue, type Dtype, type Value } from "@/server/judge/sandbox/value";

/** Everything that can be said of one difference. What of it is told, and to whom, is decided by the caller. */
export type Difference = NarrowFinding & {
  readonly expectedShape?: number[];
  readonly gotShape?: number[];
  readonly expectedDtype?: string;
  readonly gotDtype?: string;
  readonly wrongShare?: number;
  readonly largestError?: number | "nan" | "inf";
  readonly firstWrongIndex?: number[];
};

export type ComparisonPolicy = {
  readonly tolerances: Tolerances;
  readonly dtype: HiddenTest["dtype"];
};

/** Nothing wrong: an empty list. Containers are walked, so a tuple's parts are judged one by one. */
export function compare(expected: Value, got: Value, policy: ComparisonPolicy): Difference[] {
  return compareParts(expected, got, policy, null);
}

const maxPart = 15;

function compareParts(expected: Value, got: Value, policy: ComparisonPolicy, part: number | null): Difference[] {
  const wrong = (relation: Relation): Difference[] => [{ part, relation }];
  switch (expected.kind) {
    case "none":
      return got.kind === "none" ? [] : wrong("values_differ");
    case "str":
      if (got.kind !== "str") return wrong("values_differ");
      return got.value === expected.value ? [] : wrong("values_differ");
    case "bool":
    case "int":
    case "float":
    case "array":
      return compareArrays(asArray(expected), asArrayOrNull(got), policy, part);
    case "tuple":
    case "list": {
      if (got.kind !== "tuple" && got.kind !== "list") {
        // An array where a list of numbers was wanted is read as one, row by row.
        const rows = got.kind === "array" ? rowsOf(got) : null;
        if (!rows) return wrong("not_an_array");
        return compareItems(expected.items, rows, policy, part);
      }
      return compareItems(expected.items, got.items, policy, part);
    }
    case "dict": {
      if (got.kind !== "dict") return wrong("wrong_keys");
      const gotByKey = new Map(got.entries);
      const keys = expected.entries.map(([key]) => key);
      if (gotByKey.size !== keys.length || !keys.every((key) => gotByKey.has(key))) return wrong("wrong_keys");
      return expected.entries.flatMap(([key, value], index) =>
        compareParts(value, gotByKey.get(key) ?? { kind: "none" }, policy, part ?? Math.min(index, maxPart)),
      );
    }
    case "rng":
    case "unsupported":
      return wrong("values_differ");
  }
}

function compareItems(expected: readonly Value[], got: readonly Value[], policy: ComparisonPolicy, part: number | null): Difference[] {
  if (expected.length !== got.length) return [{ part, relation: "wrong_length" }];
  return expected.flatMap((value, index) =>
    compareParts(value, got[index] ?? { kind: "none" }, policy, part ?? Math.min(index, maxPart)),
  );
}

function compareArrays(expected: ArrayValue, got: ArrayValue | null, policy: ComparisonPolicy, part: number | null): Difference[] {
  if (!got) return [{ part, relation: isScalar(expected) ? "not_a_number" : "not_an_array" }];
  const facts = { part, expectedShape: expected.shape, gotShape: got.shape, expectedDtype: expected.dtype, gotDtype: got.dtype };
  const shape = relateShapes(expected.shape, got.shape);
  if (shape) return [{ ...facts, relation: shape }];
  const dtype = relateDtypes(expected, got, policy.dtype);
  if (dtype) return [{ ...facts, relation: dtype }];
  const tolerance = toleranceFor(expected.dtype, policy.tolerances);
  const found = findWrong(expected, got, tolerance);
  if (!found) return [];
  return [{ ...facts, ...found }];
}

/** bank.md: float32 and float64 are told apart, of integers the kind alone, a scalar counts as a Python number. */
function relateDtypes(expected: ArrayValue, got: ArrayValue, policy: ComparisonPolicy["dtype"]): Relation | null {
  const [want, have] = [expected.dtype, got.dtype];
  if (want === have) return null;
  if (want === "b1" || have === "b1") return want === "b1" ? "dtype_boolean_wanted" : isInteger(want) ? "dtype_integer_wanted" : "dtype_differs";
  if (isFloat(want)) {
    if (isFloat(have) && (policy === "any_float" || isScalar(expected)) && have !== "f2") return null;
    // A Python int where a float was wanted says the same number.
    if (isInteger(have) && isScalar(expected) && got.scalar) return null;
    return want === "f4" ? "dtype_float32_wanted" : want === "f8" ? "dtype_float64_wanted" : "dtype_differs";
  }
  if (isInteger(have)) return policy === "exact" && !isScalar(expected) ? "dtype_differs" : null;
  return "dtype_integer_wanted";
}

function toleranceFor(dtype: Dtype, tolerances: Tolerances): Tolerance {
  if (dtype === "f8") return tolerances.float64;
  if (dtype === "f4" || dtype === "f2") return tolerances.float32;
  return { absolute: 0, relative: 0 };
}

/** Null when every element is right. Written so that a NaN is right only beside a NaN. */
function findWrong(expected: ArrayValue, got: ArrayValue, tolerance: Tolerance): Omit<Difference, "part"> | null {
  const [want, have] = [numbersOf(expected), numbersOf(got)];
  const wrong: number[] = [];
  let largest = 0;
  for (let index = 0; index < want.length; index += 1) {
    const a = have[index] ?? NaN;
    const b = want[index] ?? NaN;
    if (isRight(a, b, tolerance)) continue;
    wrong.push(index);
    const error = Math.abs(a - b);
    if (!(error <= largest)) largest = error;
  }
  // Two 64-bit integers can differ where their numbers as doubles do not.
  if (wrong.length === 0 && expected.dtype === "i8" && got.dtype === "i8" && !expected.data.equals(got.data)) wrong.push(0);
  const [first] = wrong;
  if (first === undefined) return null;
  return {
    relation: relateValues({ want, have, wrong, shape: expected.shape, tolerance }),
    errorDecade: decadeOf(largest),
    wrongQuarters: Math.max(1, Math.ceil((4 * wrong.length) / want.length)),
    where: placeOf(wrong, expected.shape),
    wrongShare: wrong.length / want.length,
    largestError: Number.isNaN(largest) ? "nan" : Number.isFinite(largest) ? largest : "inf",
    firstWrongIndex: indexOf(first, expected.shape),
  };
}

/** floor(log10(error)), capped: 53 bits of "largest error" would be a way out for a hidden input. */
function decadeOf(error: number): number {
  if (!Number.isFinite(error)) return 3;
  if (error === 0) return -9;
  return Math.min(3, Math.max(-9, Math.floor(Math.log10(error))));
}

/** What of a difference may be told of a hidden test: the closed list, nothing that a program could write data into. */
export function narrow({ part, relation, errorDecade, wrongQuarters, where }: Difference): NarrowFinding {
  return {
    part, relation,
    ...(errorDecade === undefined ? {} : { errorDecade }),
    ...(wrongQuarters === undefined ? {} : { wrongQuarters }),
    ...(where === undefined ? {} : { where }),
  };
}
