/** A 3×3 kernel over a grid of numbers: the product's subject, drawn. */
export function KernelDrawing({ label }: { label: string }) {
  const numbers = [3, 0, 1, 2, 7, 4, 1, 5, 8, 9, 3, 1, 2, 7, 2, 5, 1, 3, 0, 1, 3, 1, 7, 8, 4, 2, 1, 6, 2, 8, 2, 4, 5, 2, 3, 9];
  return (
    <svg viewBox="0 0 244 244" role="img" aria-label={label}>
      {numbers.map((number, index) => {
        const [x, y] = [2 + (index % 6) * 40, 2 + Math.floor(index / 6) * 40];
        const inside = index % 6 >= 2 && index % 6 <= 4 && index >= 12 && index < 30;
        return (
          <g key={index}>
            <rect x={x} y={y} width="40" height="40" fill={inside ? "var(--accent)" : "var(--raised)"} stroke="var(--line-strong)" />
            <text x={x + 20} y={y + 26} textAnchor="middle" fontFamily="var(--font-mono)" fontSize="15" fill={inside ? "var(--accent-ink)" : "var(--ink-soft)"}>{number}</text>
          </g>
        );
      })}
      <rect x="82" y="82" width="120" height="120" rx="4" fill="none" stroke="var(--ink)" strokeWidth="3" />
    </svg>
  );
}
