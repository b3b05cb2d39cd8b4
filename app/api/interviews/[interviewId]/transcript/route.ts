import { ok } from "@/lib/result";
import { encodeTranscript } from "@/lib/transcript/wire";
import { defineRoute } from "@/server/http/define-route";
import { requireAccess } from "@/server/interviews/access";
import { getTranscript } from "@/server/transcripts/get-transcript";

/** Everything of an interview that is over that this viewer may see, compressed on its way by the server. */
export const GET = defineRoute<null, { interviewId: string }, ReturnType<typeof encodeTranscript>>({
  body: null,
  async run({ database, viewer, params }) {
    const access = await requireAccess(database, viewer, params.interviewId);
    if (!access.ok) return access;
    const transcript = await getTranscript(database, access.value);
    return transcript.ok ? ok(encodeTranscript(transcript.value)) : transcript;
  },
});
