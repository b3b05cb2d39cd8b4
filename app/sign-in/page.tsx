import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { SignInForm } from "../account-forms";
import { PageShell } from "../page-shell";
import { getPageViewer } from "@/server/auth/page-viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signIn"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  const viewer = await getPageViewer();
  if (viewer.person) redirect("/");
  const { to } = await searchParams;
  return <PageShell viewer={viewer} narrow><SignInForm to={typeof to === "string" ? to : null} /></PageShell>;
}
