"use client";
import { cellText, type TensorMap } from "@/lib/tensors/layout";
import styles from "./tensors.module.css";

/** The same map as numbers, row by row: for reading exactly, and without eyes. */
export function MapTable({ map, caption }: { map: TensorMap; caption: string }) {
  const { rows, columns, cells } = map;
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead><tr><th scope="col">↓ →</th>{Array.from({ length: columns }, (_, column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {cells.slice(row * columns, (row + 1) * columns).map((cell, column) => <td key={column}>{cell === undefined ? "…" : cellText(cell)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
