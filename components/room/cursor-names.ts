import type { Awareness } from "y-protocols/awareness";

type Shown = { user?: { name?: string; hue?: number } };

/** y-monaco marks remote cursors by class only: this gives each its colour and its name, as text and never as markup. */
export function drawCursorNames(awareness: Awareness): () => void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const draw = () => {
    const rules = [...awareness.getStates()].flatMap(([clientId, state]) => {
      const { user } = state as Shown;
      if (clientId === awareness.clientID || !user?.name) return [];
      const hue = `var(--hue-${(user.hue ?? 0) % 8})`;
      return [
        `.yRemoteSelection-${clientId} { background: color-mix(in oklab, ${hue} 28%, transparent); }`,
        `.yRemoteSelectionHead-${clientId} { position: absolute; border-left: 2px solid ${hue}; height: 100%; box-sizing: border-box; }`,
        `.yRemoteSelectionHead-${clientId}::after { content: ${cssText(user.name)}; position: absolute; top: -16px; left: -2px; background: ${hue}; color: var(--hue-ink); font: 600 11px/16px var(--font-sans); padding: 0 4px; border-radius: 3px 3px 3px 0; white-space: nowrap; }`,
      ];
    });
    sheet.replaceSync(rules.join("\n"));
  };
  draw();
  awareness.on("change", draw);
  return () => {
    awareness.off("change", draw);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
}

/** A name as a CSS string: every character that could end it is written by its code. */
function cssText(name: string): string {
  return `"${name.replaceAll(/["\\\n\r\f<]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
