"use client";
import { ChevronLeft, ChevronRight, Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { TensorLayout } from "@/lib/tensors/layout";
import styles from "./tensors.module.css";

export type MapChoice = {
  readonly sample: number;
  readonly channel: number;
  readonly isTable: boolean;
  choose: (sample: number, channel: number) => void;
  toggleTable: () => void;
};

/** Which map of the tensor is looked at, and as what. */
export function useMapChoice(first: { sample: number; channel: number } = { sample: 0, channel: 0 }): MapChoice {
  const [{ sample, channel }, setAt] = useState(first);
  const [isTable, setIsTable] = useState(false);
  return { sample, channel, isTable, choose: (s, c) => setAt({ sample: s, channel: c }), toggleTable: () => setIsTable((was) => !was) };
}

/** Goes through samples and channels, and turns the picture into a table. */
export function MapPager({ layout, choice }: { layout: TensorLayout; choice: MapChoice }) {
  const t = useTranslations("judging.tensor");
  const { sample, channel } = choice;
  return (
    <div className={styles.pager}>
      {layout.samples > 1 && (
        <Step label={t("sample", { at: sample, count: layout.samples })} back={t("sampleBack")} on={t("sampleOn")} at={sample} count={layout.samples} go={(to) => choice.choose(to, channel)} />
      )}
      {layout.channels > 1 && (
        <Step label={t("channel", { at: channel, count: layout.channels })} back={t("channelBack")} on={t("channelOn")} at={channel} count={layout.channels} go={(to) => choice.choose(sample, to)} />
      )}
      <IconButton label={choice.isTable ? t("asPicture") : t("asTable")} aria-pressed={choice.isTable} icon={<Table2 aria-hidden />} onClick={choice.toggleTable} />
    </div>
  );
}

function Step({ label, back, on, at, count, go }: { label: string; back: string; on: string; at: number; count: number; go: (to: number) => void }) {
  return (
    <span className={styles.step}>
      <IconButton label={back} icon={<ChevronLeft aria-hidden />} disabled={at === 0} onClick={() => go(at - 1)} />
      <span aria-live="polite">{label}</span>
      <IconButton label={on} icon={<ChevronRight aria-hidden />} disabled={at === count - 1} onClick={() => go(at + 1)} />
    </span>
  );
}
