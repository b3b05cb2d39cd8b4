"use client";
import { TensorComparison } from "@/components/tensors/tensor-comparison";
import { TensorView } from "@/components/tensors/tensor-view";
import type { ShownValue, VisibleTestVerdict } from "@/lib/judging/verdicts";
import { useTranslations } from "next-intl";
import styles from "./judging.module.css";

/** A value of a visible run: arrays as maps, everything else as Python writes it. */
export function ShownValueView({ value, name }: { value: ShownValue; name?: string }) {
  if (value.kind === "text") return <p>{name && <strong>{name} </strong>}<code>{value.text}</code></p>;
  if (value.kind === "tensor") return <TensorView name={name} tensor={value} />;
  return (
    <div className={styles.stack}>
      {name && <strong>{name}</strong>}
      {value.items.map((item, index) => <ShownValueView key={index} value={item} name={`[${index}]`} />)}
    </div>
  );
}

type ComparedProps = { expected: ShownValue | null; got: ShownValue | null; findings: VisibleTestVerdict["findings"]; part?: number | null };

/** What was expected beside what came, output by output. */
export function ComparedValues({ expected, got, findings, part = null }: ComparedProps) {
  const t = useTranslations("judging");
  if (expected?.kind === "tensor" && got?.kind === "tensor") {
    const found = findings.find((each) => each.part === part && each.firstWrongIndex);
    return <TensorComparison expected={expected} got={got} firstWrongIndex={found?.firstWrongIndex} />;
  }
  if (expected?.kind === "sequence" && got?.kind === "sequence" && expected.items.length === got.items.length) {
    return (
      <div className={styles.stack}>
        {expected.items.map((item, index) => (
          // Outputs that are right need no picture.
          findings.some((each) => each.part === null || each.part === index) && (
            <section key={index}>
              <h4 className={styles.soft}>{t("part", { number: index + 1 })}</h4>
              <ComparedValues expected={item} got={got.items[index] ?? null} findings={findings} part={index} />
            </section>
          )
        ))}
      </div>
    );
  }
  return (
    <div className={styles.pair}>
      {expected && <section><h4 className={styles.soft}>{t("expected")}</h4><ShownValueView value={expected} /></section>}
      {got && <section><h4 className={styles.soft}>{t("got")}</h4><ShownValueView value={got} /></section>}
    </div>
  );
}
