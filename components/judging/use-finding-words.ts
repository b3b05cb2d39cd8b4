"use client";
import { useTranslations } from "next-intl";
import type { NarrowFinding, VisibleTestVerdict } from "@/lib/judging/verdicts";

type Finding = NarrowFinding & Partial<VisibleTestVerdict["findings"][number]>;

/** A finding in words: what is wrong, of what, where, and by how much — as far as it may be told. */
export function useFindingWords(): (finding: Finding) => string {
  const t = useTranslations("judging");
  return (finding) => {
    const parts = [t(`relation.${finding.relation}`)];
    if (finding.expectedShape && finding.gotShape && finding.expectedShape.join() !== finding.gotShape.join()) {
      parts.push(t("shapes", { want: shapeText(finding.expectedShape), got: shapeText(finding.gotShape) }));
    } else if (finding.expectedDtype && finding.gotDtype && finding.expectedDtype !== finding.gotDtype && finding.relation.startsWith("dtype")) {
      parts.push(t("shapes", { want: finding.expectedDtype, got: finding.gotDtype }));
    }
    if (finding.where) parts.push(t(`where.${finding.where}`));
    if (finding.wrongShare !== undefined) parts.push(t("share", { percent: Math.max(1, Math.round(finding.wrongShare * 100)) }));
    else if (finding.wrongQuarters !== undefined) parts.push(t("quarters", { percent: finding.wrongQuarters * 25 }));
    if (finding.largestError !== undefined) parts.push(t("largest", { error: errorText(finding.largestError) }));
    else if (finding.errorDecade !== undefined) parts.push(t("decade", { power: powerOfTen(finding.errorDecade) }));
    if (finding.firstWrongIndex) parts.push(t("first", { index: `[${finding.firstWrongIndex.join(", ")}]` }));
    if (finding.part !== null) parts.unshift(t("part", { number: finding.part + 1 }));
    return parts.join(" · ");
  };
}

/** 10⁻³, as one writes it by hand. */
function powerOfTen(decade: number): string {
  return `10${[...String(decade)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("")}`;
}

export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

function errorText(error: number | string): string {
  return typeof error === "number" ? Number(error.toPrecision(3)).toString() : error;
}
