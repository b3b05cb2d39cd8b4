import type { ShownValue, Tensor } from "@/lib/judging/verdicts";
import { numbersOf } from "@/server/judge/comparison/numbers";
import type { Shown } from "@/server/judge/sandbox/sandbox";
import { elementCount, type ArrayValue, type Dtype, type Value } from "@/server/judge/sandbox/value";

/** A value of a visible run as people are shown it: typed and bounded. */
const maxValues = 4_096;
const maxItems = 32;
const maxText = 4_000;
const maxRank = 16;

const dtypeNames: Record<Dtype, string> = {
  f8: "float64", f4: "float32", f2: "float16", i8: "int64", i4: "int32", i2: "int16", i1: "int8", u1: "uint8", b1: "bool",
};

export function shownValueOf(value: Value): ShownValue {
  switch (value.kind) {
    case "none":
      return { kind: "text", text: "None" };
    case "bool":
      return { kind: "text", text: value.value ? "True" : "False" };
    case "int":
      return { kind: "text", text: value.value.toString().slice(0, maxText) };
    case "float":
      return { kind: "text", text: pythonFloat(value.value) };
    case "str":
      return { kind: "text", text: JSON.stringify(value.value.slice(0, maxText)).slice(0, maxText) };
    case "array":
      return value.shape.length > maxRank ? tooManyAxes(value.shape) : tensorOf(value);
    case "tuple":
    case "list":
      return { kind: "sequence", items: value.items.slice(0, maxItems).map(shownValueOf) };
    case "dict":
      return {
        kind: "sequence",
        items: value.entries.slice(0, maxItems).map(([key, item]) => ({
          kind: "sequence", items: [{ kind: "text", text: JSON.stringify(key.slice(0, 200)) }, shownValueOf(item)],
        })),
      };
    case "rng":
      return { kind: "text", text: "Generator" };
    case "unsupported":
      return { kind: "text", text: "(a value that is no array, number, text, list, tuple or dict of these)" };
  }
}

/** What `show(array)` captured, by the name that it was given. */
export function shownTensor({ name, value, about }: Shown): { name: string; value: ShownValue } {
  if (value.kind !== "array" || !about) return { name, value: shownValueOf(value) };
  if (about.shape.length > maxRank) return { name, value: tooManyAxes(about.shape) };
  const { min, max, mean, nanCount, infinityCount } = about;
  const tensor = tensorOf(value);
  return { name, value: { ...tensor, dtype: about.dtype.slice(0, 16), shape: about.shape, stats: { min, max, mean, nanCount, infinityCount } } };
}

function tooManyAxes(shape: readonly number[]): ShownValue {
  return { kind: "text", text: `(an array of ${shape.length} dimensions)` };
}

function tensorOf(array: ArrayValue): Tensor {
  const numbers = numbersOf(array);
  let [min, max, sum, finite, nanCount, infinityCount] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (const number of numbers) {
    if (Number.isNaN(number)) nanCount += 1;
    else if (!Number.isFinite(number)) infinityCount += 1;
    else {
      min = Math.min(min, number);
      max = Math.max(max, number);
      sum += number;
      finite += 1;
    }
  }
  return {
    kind: "tensor",
    dtype: dtypeNames[array.dtype],
    shape: array.shape,
    values: Array.from(numbers.subarray(0, Math.min(maxValues, elementCount(array.shape))), portable),
    stats: finite === 0 ? { min: null, max: null, mean: null, nanCount, infinityCount } : { min, max, mean: sum / finite, nanCount, infinityCount },
  };
}

/** JSON has no NaN and no infinities. */
function portable(number: number): Tensor["values"][number] {
  if (Number.isNaN(number)) return "nan";
  return number === Infinity ? "inf" : number === -Infinity ? "-inf" : number;
}

function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
}
