"use client";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import type { ReactNode } from "react";
import { z } from "zod";
import { PageFrame } from "@/components/ui/page-frame";
import { postJson } from "@/lib/http/client";
import type { Theme } from "@/lib/text/themes";

/** The frame, bound to the routes that keep language and theme. */
export function SiteFrame({ personName, theme, narrow, children }: { personName: string | null; theme: Theme; narrow?: boolean; children: ReactNode }) {
  const router = useRouter();
  const prefer = async (choice: object) => {
    await postJson("/api/preferences", choice, z.object({}));
    router.refresh();
  };
  return (
    <PageFrame
      personName={personName}
      theme={theme}
      narrow={narrow}
      onLocale={(locale) => void prefer({ locale })}
      onTheme={(chosen) => void prefer({ theme: chosen })}
      onSignOut={() => void signOut({ callbackUrl: "/" })}
    >
      {children}
    </PageFrame>
  );
}
