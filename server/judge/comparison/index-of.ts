/** The position of the flat (C order) element in each axis. */
export function indexOf(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const length = shape[axis] ?? 1;
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}
