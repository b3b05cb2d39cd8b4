"use client";
import { Tooltip as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Keys } from "./keys";
import styles from "./tooltip.module.css";

/** Once around all pages, so that moving along a row of buttons shows the next tooltip at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Primitive.Provider delayDuration={450} skipDelayDuration={200}>{children}</Primitive.Provider>;
}

type TooltipProps = { text: ReactNode; keys?: string; side?: "top" | "right" | "bottom" | "left"; children: ReactElement };

/** Says what a control does and which key does the same. Never the only place where something is said. */
export function Tooltip({ text, keys, side = "bottom", children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {keys ? <Keys keys={keys} /> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
