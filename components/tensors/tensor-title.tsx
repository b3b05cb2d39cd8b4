"use client";
import { useTranslations } from "next-intl";
import { shapeText } from "@/components/judging/use-finding-words";
import type { Tensor } from "@/lib/judging/verdicts";
import { cellText } from "@/lib/tensors/layout";
import styles from "./tensors.module.css";

/** Name, dtype, shape, and what is said of all elements, kept or not. */
export function TensorTitle({ name, tensor }: { name?: string; tensor: Tensor }) {
  const t = useTranslations("judging.tensor");
  const { dtype, shape, stats } = tensor;
  return (
    <p className={styles.title}>
      {name && <strong className={styles.name}>{name}</strong>}
      <code>{t("title", { dtype, shape: shapeText(shape) })}</code>
      {stats.min !== null && <span>{t("stats", { min: cellText(stats.min), max: cellText(stats.max ?? 0), mean: cellText(stats.mean ?? 0) })}</span>}
      {stats.nanCount + stats.infinityCount > 0 && <strong>{t("bad", { nan: stats.nanCount, inf: stats.infinityCount })}</strong>}
    </p>
  );
}
