"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { copyText } from "./copy-text";
import { IconButton } from "./icon-button";

type CopyButtonProps = { text: string; /** Shown beside the icon; without it the icon stands alone. */ label?: string; primary?: boolean; className?: string };

/** Says in words that it copied, or that the browser did not let it. */
export function CopyButton({ text, label, primary = false, className }: CopyButtonProps) {
  const t = useTranslations("common.copy");
  const [state, setState] = useState<"idle" | "done" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => setState((await copyText(text)) ? "done" : "failed");
  const icon = state === "done" ? <Check aria-hidden /> : <Copy aria-hidden />;
  const said = state === "idle" ? (label ?? t("copy")) : t(state);
  return (
    <>
      {label ? (
        <Button icon={icon} variant={primary ? "primary" : "plain"} onClick={copy} className={className}>{said}</Button>
      ) : (
        <IconButton label={said} icon={icon} onClick={copy} className={className} />
      )}
      <span className="visually-hidden" role="status">{state === "idle" ? "" : t(state)}</span>
    </>
  );
}
