"use client";
import { useId, useState, type KeyboardEvent } from "react";
import { css, fillOf, inkOn, type Scale } from "@/lib/tensors/colour";
import { cellText, type TensorMap } from "@/lib/tensors/layout";
import styles from "./tensors.module.css";

export type Spot = { readonly row: number; readonly column: number };

type HeatMapProps = {
  map: TensorMap;
  scale: Scale;
  /** What a screen reader hears in place of the picture. */
  label: string;
  /** Drawn with an outline: the first wrong element. */
  marked?: Spot | null;
  /** The cell looked at, shared by maps side by side. */
  spot?: Spot | null;
  onSpot?: (spot: Spot | null) => void;
};

/** Up to here the numbers stand in the cells. */
const numbersUpTo = 16;

/** One map of a tensor: colour for the eye, numbers in the cells while they fit, arrow keys to go from cell to cell. */
export function HeatMap({ map, scale, label, marked = null, spot = null, onSpot }: HeatMapProps) {
  const hatch = useId();
  const { rows, columns, cells } = map;
  const isNumbered = onSpot !== undefined && rows <= numbersUpTo && columns <= numbersUpTo;
  // Numbers need wide cells; without them a cell is a square.
  const [width, height] = isNumbered ? [46, 24] : [10, 10];

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const within = (at: number, length: number) => Math.max(0, Math.min(length - 1, at));
    const from = spot ?? { row: 0, column: 0 };
    onSpot?.(spot === null ? from : { row: within(from.row + (step[0] ?? 0), rows), column: within(from.column + (step[1] ?? 0), columns) });
  }

  const picture = (
    <svg
      className={styles.map} role="img" aria-label={label} viewBox={`0 0 ${columns * width} ${rows * height}`}
      style={{ maxWidth: onSpot ? Math.max(columns * width, 96) : undefined }}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={styles.hatchGround} /><rect width="2" height="5" className={styles.hatchLine} />
        </pattern>
      </defs>
      {cells.map((cell, at) => {
        const [row, column] = [Math.floor(at / columns), at % columns];
        const fill = typeof cell === "number" ? fillOf(cell, scale) : null;
        const paint = cell === undefined ? "none" : fill === null ? `url(#${hatch})` : css(fill);
        return (
          <g key={at} onMouseEnter={onSpot && (() => onSpot({ row, column }))}>
            <rect x={column * width} y={row * height} width={width} height={height} fill={paint} shapeRendering="crispEdges" />
            {isNumbered && cell !== undefined && (
              <text
                x={(column + 0.5) * width} y={(row + 0.5) * height} className={fill === null ? styles.odd : styles.number}
                fill={fill === null ? undefined : inkOn(fill)} textAnchor="middle" dominantBaseline="central"
              >
                {cellText(cell)}
              </text>
            )}
          </g>
        );
      })}
      {marked && <rect className={styles.marked} x={marked.column * width} y={marked.row * height} width={width} height={height} />}
      {spot && <rect className={styles.spot} x={spot.column * width} y={spot.row * height} width={width} height={height} />}
    </svg>
  );
  if (!onSpot) return picture;
  return (
    <button type="button" className={styles.picture} onKeyDown={onKeyDown} onBlur={() => onSpot(null)} onMouseLeave={() => onSpot(null)}>
      {picture}
    </button>
  );
}

/** The cell under the pointer or the keys, the same for maps side by side. */
export function useSpot(): { spot: Spot | null; onSpot: (spot: Spot | null) => void } {
  const [spot, onSpot] = useState<Spot | null>(null);
  return { spot, onSpot };
}
