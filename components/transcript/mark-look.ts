import { FileText, Flag, Lightbulb, MessageSquare, Play, Send, Settings2, StickyNote, type LucideIcon } from "lucide-react";
import type { Mark, MarkSort } from "@/lib/transcript/marks";
import { verdictLook, type MarkKind } from "@/components/ui/mark";

const icons: Record<MarkSort, LucideIcon> = {
  stage: Flag, question: FileText, hint: Lightbulb, run: Play, submission: Send, chat: MessageSquare, note: StickyNote, control: Settings2,
};

/** The shape of a mark; its word stands in the tooltip, the feed and the slider's text. */
export function markLook(mark: Pick<Mark, "sort" | "result">): { icon: LucideIcon; kind: MarkKind } {
  if (mark.result) return verdictLook[mark.result.verdict];
  return { icon: icons[mark.sort], kind: mark.sort === "hint" || mark.sort === "note" ? "note" : "plain" };
}
