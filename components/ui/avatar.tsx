import { initialsOf } from "./initials";
import styles from "./avatar.module.css";
import { classNames } from "./class-names";

/** Outlines in a box of 32 by 32, one a hue, so that two people differ without colour. */
const outlines = [
  "M16 1a15 15 0 1 1 0 30a15 15 0 1 1 0-30z",
  "M6 2h20a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4z",
  "M16 .5 29.5 8.2v15.6L16 31.5 2.5 23.8V8.2z",
  "M10 1.5h12L30.5 10v12L22 30.5H10L1.5 22V10z",
  "M2 2h15a13 13 0 0 1 13 13v15H15A13 13 0 0 1 2 17z",
  "M2 2h28v16a14 12.5 0 0 1-28 0z",
  "M16 0 32 16 16 32 0 16z",
  "M16 1 31.2 12.1 25.4 30H6.6L.8 12.1z",
] as const;

type AvatarProps = { name: string; /** 0 to 7 */ hue: number; size?: number; /** Not connected: an outline only. */ away?: boolean; className?: string };

/** A person as initials on a shape. Decoration: the name stands beside it or in a label. */
export function Avatar({ name, hue, size = 28, away = false, className }: AvatarProps) {
  const index = ((hue % 8) + 8) % 8;
  const initials = initialsOf(name);
  return (
    <svg className={classNames(styles.avatar, away && styles.away, className)} viewBox="-1 -1 34 34" width={size} height={size} aria-hidden style={{ "--hue": `var(--hue-${index})` }}>
      <path d={outlines[index]} className={styles.shape} />
      <text x="16" y={index === 7 ? 18 : 16} className={styles.initials} fontSize={initials.length > 1 ? (index === 6 ? 11 : 13) : 15}>{initials}</text>
    </svg>
  );
}
