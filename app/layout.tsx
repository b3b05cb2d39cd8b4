import "@fontsource-variable/atkinson-hyperlegible-next";
import "@fontsource-variable/jetbrains-mono";
import "katex/dist/katex.min.css";
import "./tokens.css";
import "./global.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { TooltipProvider } from "@/components/ui/tooltip";
import { isTheme } from "@/lib/text/themes";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: { default: t("product"), template: `%s · ${t("product")}` }, description: t("description") };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f2f1ee" },
    { media: "(prefers-color-scheme: dark)", color: "#191816" },
  ],
};

/** The theme is written into the first byte of the page, so that nobody sees the other one flash. */
export default async function Layout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get("theme")?.value;
  return (
    <html lang={(await getLocale()) === "zh" ? "zh-CN" : "en"} data-theme={isTheme(chosen) ? chosen : "system"}>
      <body>
        <NextIntlClientProvider>
          <TooltipProvider>{children}</TooltipProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
