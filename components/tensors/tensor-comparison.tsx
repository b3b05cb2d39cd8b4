"use client";
import { useTranslations } from "next-intl";
import type { Tensor } from "@/lib/judging/verdicts";
import type { Scale } from "@/lib/tensors/colour";
import { cellText, differenceOf, indexOf, largestOf, layoutOf, mapOf, placeOf, rangeOf } from "@/lib/tensors/layout";
import { HeatMap, useSpot } from "./heat-map";
import { MapPager, useMapChoice } from "./map-pager";
import { MapTable } from "./map-table";
import { TensorTitle } from "./tensor-title";
import { TensorView } from "./tensor-view";
import styles from "./tensors.module.css";

type TensorComparisonProps = { expected: Tensor; got: Tensor; /** As the judge found it. */ firstWrongIndex?: readonly number[] };

/** Expected, got and their difference side by side, at the first wrong element to begin with. Of two shapes there is no difference. */
export function TensorComparison({ expected, got, firstWrongIndex }: TensorComparisonProps) {
  const t = useTranslations("judging");
  const wrong = firstWrongIndex && firstWrongIndex.length === expected.shape.length ? placeOf(expected.shape, firstWrongIndex) : null;
  const choice = useMapChoice(wrong ?? undefined);
  const { spot, onSpot } = useSpot();
  if (expected.shape.join() !== got.shape.join() || expected.values.length === 0) {
    return (
      <div className={styles.pair}>
        <div><h4 className={styles.soft}>{t("expected")}</h4><TensorView tensor={expected} /></div>
        <div><h4 className={styles.soft}>{t("got")}</h4><TensorView tensor={got} /></div>
      </div>
    );
  }
  const layout = layoutOf(expected.shape);
  const { sample, channel } = choice;
  const [want, have] = [mapOf(expected, sample, channel), mapOf(got, sample, channel)];
  const difference = differenceOf(want, have);
  const worst = largestOf(difference);
  // One scale for both, made of what is right: a wrong value of 1e30 would wash all colours out.
  const scale: Scale = { kind: "sequential", range: rangeOf(expected.values) ?? rangeOf(got.values) ?? [0, 0] };
  const finite = difference.cells.filter((cell) => typeof cell === "number").map(Math.abs);
  const where = { channel, count: layout.channels, rows: layout.rows, columns: layout.columns };
  const words = worst === null ? t("tensor.same", where) : t("tensor.worst", { ...where, error: cellText(worst.cell), row: worst.row, column: worst.column });
  const marked = wrong && wrong.sample === sample && wrong.channel === channel ? wrong : null;
  const at = (map: typeof want) => (spot ? cellText(map.cells[spot.row * map.columns + spot.column]) || "…" : "");
  const shared = { marked, spot, onSpot };
  const maps = [
    { name: t("expected"), tensor: expected, map: want, scale },
    { name: t("got"), tensor: got, map: have, scale },
    { name: t("tensor.difference"), tensor: null, map: difference, scale: { kind: "difference", largest: Math.max(0, ...finite) } satisfies Scale },
  ];
  return (
    <section className={styles.view} aria-label={t("tensor.comparison")}>
      <MapPager layout={layout} choice={choice} />
      <div className={styles.triple}>
        {maps.map((each) => (
          <div key={each.name} className={styles.view}>
            <h4 className={styles.soft}>{each.name}</h4>
            {choice.isTable ? <MapTable map={each.map} caption={each.name} /> : <HeatMap map={each.map} scale={each.scale} label={each.tensor ? `${each.name}: ${t("tensor.map", where)}` : words} {...shared} />}
            {each.tensor && <TensorTitle tensor={each.tensor} />}
          </div>
        ))}
      </div>
      <p className={styles.readout}>
        {spot ? `[${indexOf(expected.shape, sample, channel, spot.row, spot.column).join(", ")}]  ${t("expected")} ${at(want)}, ${t("got")} ${at(have)}` : words}
      </p>
    </section>
  );
}
