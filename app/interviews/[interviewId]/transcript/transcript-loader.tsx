"use client";

import Link from "next/link";
import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { TranscriptFailed, TranscriptLoading, transcriptFailures, type TranscriptFailure } from "@/components/transcript/transcript-states";
import { TranscriptView } from "@/components/transcript/transcript-view";
import { ProductMark } from "@/components/ui/product-mark";
import { decodeTranscript, wireTranscript, type Transcript } from "@/lib/transcript/wire";
import type { Result } from "@/lib/result";
import styles from "./transcript-loader.module.css";

const answer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: wireTranscript }),
  z.object({ ok: z.literal(false), code: z.string() }),
]);

type LoaderProps = { interviewId: string; atSeq: number | null };

/** Fetches a transcript and shows it, or says why not; a retry begins anew. */
export function TranscriptLoader(props: LoaderProps) {
  const [attempt, setAttempt] = useState(0);
  return <Attempt key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />;
}

function Attempt({ interviewId, atSeq, onRetry }: LoaderProps & { onRetry: () => void }) {
  const t = useTranslations("transcript");
  const [loaded, setLoaded] = useState<Result<Transcript, TranscriptFailure> | null>(null);

  useEffect(() => {
    const leaving = new AbortController();
    void fetchTranscript(interviewId, leaving.signal).then((result) => {
      if (!leaving.signal.aborted) setLoaded(result);
    });
    return () => leaving.abort();
  }, [interviewId]);

  const linkTo = useCallback((seq: number) => `${location.origin}${location.pathname}?at=${seq}`, []);
  // A reload comes back to the moment that one was looking at.
  const keepPlace = useCallback((seq: number) => history.replaceState(history.state, "", `?at=${seq}`), []);
  const back = <Link href="/" aria-label={t("back")} className={styles.back}><ProductMark size={22} /></Link>;

  if (!loaded) return <TranscriptLoading back={back} />;
  if (loaded.ok) return <TranscriptView transcript={loaded.value} atSeq={atSeq} linkTo={linkTo} onRest={keepPlace} back={back} />;
  return <TranscriptFailed failure={loaded.code} back={back} onRetry={onRetry} />;
}

async function fetchTranscript(interviewId: string, signal: AbortSignal): Promise<Result<Transcript, TranscriptFailure>> {
  let body: unknown;
  try {
    const response = await fetch(`/api/interviews/${interviewId}/transcript`, { signal });
    body = await response.json();
  } catch (fault) {
    // What is not JSON came from something in between, or from a server that is just going down.
    return { ok: false, code: fault instanceof SyntaxError ? "other" : "offline" };
  }
  const parsed = answer.safeParse(body);
  if (!parsed.success) return { ok: false, code: "unreadable" };
  const result = parsed.data;
  if (result.ok) return { ok: true, value: decodeTranscript(result.value) };
  return { ok: false, code: transcriptFailures.find((each) => each === result.code) ?? "other" };
}
