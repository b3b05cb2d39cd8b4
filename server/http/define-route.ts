import { NextResponse, type NextRequest } from "next/server";
import type { z } from "zod";
import type { Result } from "@/lib/result";
import { viewerFromCookies, type Viewer } from "@/server/auth/viewer";
import { db, type Database } from "@/server/db";
import { requireEnv } from "@/server/env";
import { ownOrigin } from "@/server/http/origin";
import { statusOf } from "@/server/http/status";
import { createLogger } from "@/server/logger";
import { isDatabaseAway } from "@/server/database/is-away";

/** Bodies are a form's worth of JSON. */
const maxBodyBytes = 256 * 1024;

const logger = createLogger("http");

type BodyOf<Schema extends z.ZodType | null> = Schema extends z.ZodType ? z.output<Schema> : null;

export type RouteContext<Schema extends z.ZodType | null, Params> = {
  readonly body: BodyOf<Schema>;
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly viewer: Viewer;
  readonly database: Database;
  /** Cookies that the answer sets. */
  readonly setCookie: (name: string, value: string, options?: { maxAgeSeconds?: number; httpOnly?: boolean }) => void;
};

/**
 * The HTTP door, twin of server/realtime/handle.ts: parses, asks who it is, runs, answers once. Whatever comes in gets
 * `{ ok, value }` or `{ ok: false, code }`; a bug of ours gets 500 and a line in the log, never its text.
 */
export function defineRoute<Schema extends z.ZodType | null, Params extends Record<string, string>, T>(options: {
  body: Schema;
  run: (context: RouteContext<Schema, Params>) => Promise<Result<T>>;
}): (request: NextRequest, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, { params }) => {
    try {
      const env = requireEnv();
      if (request.method !== "GET" && !ownOrigin(env)(request.headers.get("origin") ?? undefined)) return answer({ ok: false, code: "foreign_origin" });
      const read = options.body ? await readBody(request) : { ok: true as const, value: null };
      if (!read.ok) return answer(read);
      const body = options.body?.safeParse(read.value);
      if (body && !body.success) {
        // A schema's message is a code where people can mend what they typed.
        const [issue] = body.error.issues;
        const code = issue && /^[a-z_]+$/.test(issue.message) ? issue.message : "malformed";
        return answer({ ok: false, code, field: issue?.path.join(".") ?? "" });
      }
      const database = db();
      const cookies: (() => void)[] = [];
      const viewer = await viewerFromCookies(database, request.headers.get("cookie") ?? "");
      let response: NextResponse | null = null;
      const result = await options.run({
        body: (body?.data ?? null) as BodyOf<Schema>,
        params: await params,
        query: request.nextUrl.searchParams,
        viewer,
        database,
        setCookie(name, value, { maxAgeSeconds, httpOnly = true } = {}) {
          cookies.push(() =>
            response?.cookies.set({
              name, value, httpOnly, sameSite: "lax", path: "/", secure: env.publicUrl.startsWith("https:"),
              ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
            }),
          );
        },
      });
      response = answer(result);
      if (result.ok) for (const set of cookies) set();
      return response;
    } catch (fault) {
      if (isDatabaseAway(fault)) return answer({ ok: false, code: "database_unavailable" });
      logger.error({ err: fault, path: request.nextUrl.pathname }, "a route failed");
      return answer({ ok: false, code: "failed" });
    }
  };
}

async function readBody(request: NextRequest): Promise<{ ok: true; value: unknown } | { ok: false; code: string }> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) return { ok: false, code: "too_large" };
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Read by hand, since a body without a length could go on for ever.
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBodyBytes) return { ok: false, code: "too_large" };
    chunks.push(part.value);
  }
  try {
    return { ok: true, value: size === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString("utf8")) };
  } catch {
    return { ok: false, code: "malformed" };
  }
}

function answer(result: { ok: true; value: unknown } | { ok: false; code: string; field?: string }): NextResponse {
  return NextResponse.json(result, {
    status: result.ok ? 200 : statusOf(result.code),
    // What a viewer may see is nobody else's, and changes.
    headers: { "cache-control": "private, no-store" },
  });
}
