/** A token's colour as #rrggbb in the theme that is on, for Monaco and canvases, which read no CSS variables. */
export function readColour(token: `--${string}`): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  probe.hidden = true;
  document.body.append(probe);
  const channels = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
  probe.remove();
  return `#${[0, 1, 2].map((index) => Math.round(Number(channels[index] ?? 0)).toString(16).padStart(2, "0")).join("")}`;
}
