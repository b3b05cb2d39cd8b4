import { z } from "zod";
import { fail } from "@/lib/result";

const answer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string(), field: z.string().optional() }),
]);

export type HttpFailure = { readonly ok: false; readonly code: string; readonly field?: string | undefined };

/** Sends JSON to one of our own routes. What is no answer of ours is `offline`: nothing typed is lost by it. */
export async function postJson<T>(path: string, body: unknown, value: z.ZodType<T>): Promise<{ ok: true; value: T } | HttpFailure> {
  return request(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }, value);
}

export async function getJson<T>(path: string, value: z.ZodType<T>): Promise<{ ok: true; value: T } | HttpFailure> {
  return request(path, {}, value);
}

async function request<T>(path: string, init: RequestInit, value: z.ZodType<T>): Promise<{ ok: true; value: T } | HttpFailure> {
  const body: unknown = await fetch(path, init).then((response) => response.json()).catch(() => null);
  const parsed = answer.safeParse(body);
  if (!parsed.success) return fail("offline");
  if (!parsed.data.ok) return parsed.data;
  const read = value.safeParse(parsed.data.value);
  return read.success ? { ok: true, value: read.data } : fail("failed");
}

