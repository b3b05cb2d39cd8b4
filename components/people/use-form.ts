"use client";
import { useState, type FormEvent } from "react";
import type { HttpFailure } from "@/lib/http/client";

/** A form that is sent once at a time, keeps what was typed, and shows a failure at the field that it is about. */
export function useForm<T>(send: (fields: FormData) => Promise<{ ok: true; value: T } | HttpFailure>, onDone: (value: T) => void) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<HttpFailure | null>(null);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const result = await send(new FormData(event.currentTarget));
    setFailure(result.ok ? null : result);
    if (result.ok) onDone(result.value);
    else setBusy(false);
  };
  return { isBusy, failure, onSubmit };
}
