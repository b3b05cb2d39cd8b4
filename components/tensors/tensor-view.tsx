"use client";
import { useTranslations } from "next-intl";
import type { Tensor } from "@/lib/judging/verdicts";
import type { Scale } from "@/lib/tensors/colour";
import { cellText, indexOf, isWhole, layoutOf, mapOf, rangeOf } from "@/lib/tensors/layout";
import { HeatMap, useSpot } from "./heat-map";
import { MapPager, useMapChoice } from "./map-pager";
import { MapTable } from "./map-table";
import { TensorTitle } from "./tensor-title";
import styles from "./tensors.module.css";

/** So many thumbnails are a picture; more are noise. */
const maxThumbnails = 32;

/** An array that a program showed: one map at a time, the channels of its sample as thumbnails. */
export function TensorView({ name, tensor }: { name?: string; tensor: Tensor }) {
  const t = useTranslations("judging.tensor");
  const choice = useMapChoice();
  const { spot, onSpot } = useSpot();
  const layout = layoutOf(tensor.shape);
  const { sample, channel } = choice;
  const map = mapOf(tensor, sample, channel);
  const scale: Scale = { kind: "sequential", range: rangeOf(tensor.values) ?? [0, 0] };
  const label = t("map", { channel, count: layout.channels, rows: layout.rows, columns: layout.columns });
  const isEmpty = layout.samples * layout.channels * layout.rows * layout.columns === 0;
  return (
    <section className={styles.view} aria-label={name ?? t("tensor")}>
      <TensorTitle name={name} tensor={tensor} />
      {isEmpty ? <p className={styles.soft}>{t("empty")}</p> : (
        <>
          <MapPager layout={layout} choice={choice} />
          {choice.isTable ? <MapTable map={map} caption={label} /> : <HeatMap map={map} scale={scale} label={label} spot={spot} onSpot={onSpot} />}
          <p className={styles.readout}>
            {spot && `[${indexOf(tensor.shape, sample, channel, spot.row, spot.column).join(", ")}] = ${cellText(map.cells[spot.row * map.columns + spot.column]) || "…"}`}
          </p>
          {layout.channels > 1 && (
            <div className={styles.thumbnails} role="group" aria-label={t("channels")}>
              {Array.from({ length: Math.min(layout.channels, maxThumbnails) }, (_, each) => (
                <button key={each} type="button" className={styles.thumbnail} aria-pressed={each === channel} onClick={() => choice.choose(sample, each)}>
                  <HeatMap map={mapOf(tensor, sample, each)} scale={scale} label={t("channel", { at: each, count: layout.channels })} />
                  <span aria-hidden>{each}</span>
                </button>
              ))}
            </div>
          )}
          {!isWhole(tensor) && <p className={styles.soft}>{t("cut", { count: tensor.values.length })}</p>}
        </>
      )}
    </section>
  );
}
