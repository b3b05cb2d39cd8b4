/** Colours of heat maps. Sequential: viridis (van der Walt & Smith 2015). Differences: blue over white to red, centred at zero. */
const viridis = ["#440154", "#482475", "#414487", "#355f8d", "#2a788e", "#21918c", "#22a884", "#44bf70", "#7ad151", "#bddf26", "#fde725"];
const diverging = ["#2166ac", "#67a9cf", "#d1e5f0", "#f7f7f7", "#fddbc7", "#ef8a62", "#b2182b"];

export type Scale = { readonly kind: "sequential"; readonly range: readonly [number, number] } | { readonly kind: "difference"; readonly largest: number };

type Colour = readonly [number, number, number];

/** The fill of a finite value. */
export function fillOf(value: number, scale: Scale): Colour {
  if (scale.kind === "difference") {
    const share = scale.largest > 0 ? (Math.max(-1, Math.min(1, value / scale.largest)) + 1) / 2 : 0.5;
    return between(diverging, share);
  }
  const [low, high] = scale.range;
  return between(viridis, high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0.5);
}

/** Black or white, whichever reads better on it (WCAG's relative luminance). */
export function inkOn([red, green, blue]: Colour): "#000" | "#fff" {
  const linear = (channel: number) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 0.179 ? "#000" : "#fff";
}

export function css([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}

function between(stops: readonly string[], share: number): Colour {
  const at = share * (stops.length - 1);
  const first = Math.min(Math.floor(at), stops.length - 2);
  const [from, to] = [parse(stops[first] ?? "#000"), parse(stops[first + 1] ?? "#000")];
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * (at - first));
  return [mix(0), mix(1), mix(2)];
}

function parse(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
