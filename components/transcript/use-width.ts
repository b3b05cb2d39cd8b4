"use client";

import { useCallback, useState } from "react";

/** The width of an element in pixels, as it is now; 0 before it is on the screen. */
export function useWidth(): readonly [number, (element: Element | null) => void] {
  const [width, setWidth] = useState(0);
  const measure = useCallback((element: Element | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, measure];
}
