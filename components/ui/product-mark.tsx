/** The sign: a kernel's window, half a step along on its grid. */
export function ProductMark({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden style={{ flex: "none" }}>
      <path d="M2 2h20v20H2zM8.7 2v20M15.3 2v20M2 8.7h20M2 15.3h20" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <rect x="5.3" y="8.7" width="13.3" height="13.3" rx="1.5" fill="var(--accent)" stroke="var(--accent-ink)" strokeWidth="1.6" />
      <path d="M12 8.7V22M5.3 15.3h13.3" stroke="var(--accent-ink)" strokeWidth="1.3" />
    </svg>
  );
}
