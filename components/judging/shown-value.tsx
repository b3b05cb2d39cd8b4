"use client";
import { useTranslations } from "next-intl";
import type { ShownValue, Tensor } from "@/lib/judging/verdicts";
import { shapeText } from "./use-finding-words";
import styles from "./judging.module.css";

/** A value of a visible run: small arrays as numbers, larger ones by shape and statistics. */
export function ShownValueView({ value }: { value: ShownValue }) {
  if (value.kind === "text") return <code>{value.text}</code>;
  if (value.kind === "tensor") return <TensorView tensor={value} />;
  return (
    <div className={styles.stack}>
      {value.items.map((item, index) => <ShownValueView key={index} value={item} />)}
    </div>
  );
}

const maxCells = 256;

function TensorView({ tensor }: { tensor: Tensor }) {
  const t = useTranslations("judging.tensor");
  const { dtype, shape, values, stats } = tensor;
  const columns = shape.at(-1) ?? 1;
  const cells = values.slice(0, maxCells);
  const rows = Array.from({ length: columns === 0 ? 0 : Math.ceil(cells.length / columns) }, (_, row) => cells.slice(row * columns, (row + 1) * columns));
  const size = shape.reduce((product, length) => product * length, 1);
  return (
    <div className={styles.tensor}>
      <span className={styles.soft}>
        {t("title", { dtype, shape: shapeText(shape) })}
        {stats.min !== null && <> · {t("stats", { min: short(stats.min), max: short(stats.max ?? 0), mean: short(stats.mean ?? 0) })}</>}
        {stats.nanCount + stats.infinityCount > 0 && <> · {t("bad", { nan: stats.nanCount, inf: stats.infinityCount })}</>}
      </span>
      {columns <= 32 && (
        <table>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>{row.map((cell, column) => <td key={column}>{typeof cell === "number" ? short(cell) : cell}</td>)}</tr>
            ))}
          </tbody>
        </table>
      )}
      {size > cells.length && <span className={styles.soft}>{t("more", { count: size - cells.length })}</span>}
    </div>
  );
}

function short(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : Number(value.toPrecision(4)).toString();
}
