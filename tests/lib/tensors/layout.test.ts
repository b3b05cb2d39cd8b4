import { array, assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { css, fillOf, inkOn } from "@/lib/tensors/colour";
import { cellText, differenceOf, indexOf, isWhole, largestOf, layoutOf, mapOf, placeOf, rangeOf } from "@/lib/tensors/layout";

const shapes = array(integer({ min: 1, max: 5 }), { maxLength: 5 });

describe("a tensor laid out as maps", () => {
  it("shows the last two axes, and counts samples and channels before them", () => {
    expect(layoutOf([])).toEqual({ samples: 1, channels: 1, rows: 1, columns: 1 });
    expect(layoutOf([7])).toEqual({ samples: 1, channels: 1, rows: 1, columns: 7 });
    expect(layoutOf([2, 3, 4, 5])).toEqual({ samples: 2, channels: 3, rows: 4, columns: 5 });
    expect(layoutOf([9, 2, 3, 4, 5])).toMatchObject({ samples: 18, channels: 3 });
  });

  it("finds every element at the index that NumPy would name", () => {
    assert(property(shapes, (shape) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const tensor = { shape, values: Array.from({ length: size }, (_, at) => at) };
      const { samples, channels, rows, columns } = layoutOf(shape);
      const seen = new Set<number>();
      for (let sample = 0; sample < samples; sample += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          mapOf(tensor, sample, channel).cells.forEach((cell, at) => {
            const [row, column] = [Math.floor(at / columns), at % columns];
            const index = indexOf(shape, sample, channel, row, column);
            expect(shape.reduce((sum, length, axis) => sum * length + (index[axis] ?? 0), 0)).toBe(cell);
            expect(placeOf(shape, index)).toEqual({ sample, channel, row, column });
            seen.add(cell as number);
          });
        }
      }
      expect(seen.size).toBe(samples * channels * rows * columns);
    }));
  });

  it("leaves cells empty that were not kept, and says so", () => {
    const tensor = { shape: [1, 2, 2, 2], values: [1, 2, 3, 4, 5] };
    expect(isWhole(tensor)).toBe(false);
    expect(mapOf(tensor, 0, 1).cells).toEqual([5, undefined, undefined, undefined]);
  });

  it("subtracts where both are numbers, and marks a NaN that only one side has", () => {
    const map = (cells: (number | "nan" | "inf")[]) => ({ rows: 1, columns: cells.length, cells });
    const difference = differenceOf(map([1, "nan", 2, "inf"]), map([3, "nan", "nan", "inf"]));
    expect(difference.cells).toEqual([2, 0, "nan", 0]);
    expect(largestOf(difference)).toEqual({ row: 0, column: 2, cell: "nan" });
    expect(largestOf(map([0, 0]))).toBeNull();
  });

  it("takes its range from finite values alone", () => {
    expect(rangeOf([3, "nan", -1, "inf", undefined])).toEqual([-1, 3]);
    expect(rangeOf(["nan"])).toBeNull();
  });

  it("writes a cell in at most four digits, with a true minus", () => {
    expect([0.123456, -2, 1e-9, "-inf", "nan", undefined].map((cell) => cellText(cell as number))).toEqual(["0.1235", "−2", "1e−9", "−∞", "NaN", ""]);
  });
});

describe("the colours of a heat map", () => {
  it("run from dark to light, and are the middle one where all values are equal", () => {
    const scale = { kind: "sequential", range: [0, 1] } as const;
    expect(inkOn(fillOf(0, scale))).toBe("#fff");
    expect(inkOn(fillOf(1, scale))).toBe("#000");
    expect(fillOf(5, { kind: "sequential", range: [5, 5] })).toEqual(fillOf(0.5, scale));
  });

  it("are white at zero for a difference, and tell its sign", () => {
    const scale = { kind: "difference", largest: 2 } as const;
    expect(css(fillOf(0, scale))).toBe("rgb(247 247 247)");
    expect(fillOf(-2, scale)).not.toEqual(fillOf(2, scale));
    expect(css(fillOf(0, { kind: "difference", largest: 0 }))).toBe("rgb(247 247 247)");
  });
});
