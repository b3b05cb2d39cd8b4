import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SiteFrame } from "./site-frame";
import { isTheme } from "@/lib/text/themes";
import type { Viewer } from "@/server/auth/viewer";

/** A page's frame with what the server knows of its viewer. */
export async function PageShell({ viewer, narrow, children }: { viewer: Viewer; narrow?: boolean; children: ReactNode }) {
  const chosen = (await cookies()).get("theme")?.value;
  return <SiteFrame personName={viewer.person?.name ?? null} theme={isTheme(chosen) ? chosen : "system"} narrow={narrow}>{children}</SiteFrame>;
}
