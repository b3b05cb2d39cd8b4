import { NextResponse, type NextRequest } from "next/server";
import { guestCookieName, signGuestPass } from "@/server/auth/guest-pass";
import { db } from "@/server/db";
import { requireEnv, requireServed } from "@/server/env";
import { redeemReviewLink } from "@/server/interviews/service";

/** A guest's personal link: gives this browser their pass and goes to the transcript. */
export async function GET(_request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const env = requireEnv();
  const pass = await redeemReviewLink(db(), (await params).token);
  if (!pass) return NextResponse.redirect(new URL("/link-expired", env.publicUrl));
  const response = NextResponse.redirect(new URL(`/interviews/${pass.interviewId}/transcript`, env.publicUrl));
  response.cookies.set({
    name: guestCookieName(pass.interviewId), value: signGuestPass(pass, requireServed(env).secret),
    httpOnly: true, sameSite: "lax", path: "/", secure: env.publicUrl.startsWith("https:"), maxAge: 90 * 86_400,
  });
  return response;
}
