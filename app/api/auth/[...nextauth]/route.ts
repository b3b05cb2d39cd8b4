import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/server/auth/options";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: Context): Promise<Response> {
  const answer: unknown = await NextAuth(request as never, { params: await context.params } as never, authOptions());
  return answer as Response;
}

export { handler as GET, handler as POST };
