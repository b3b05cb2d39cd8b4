import { readEntry, type Audience, type Entry } from "@/lib/transcript/entries";
import { emptyInterview, fold, type InterviewState, type ParticipantState } from "@/lib/transcript/fold";
import type { Pool } from "pg";

type Row = { seq: number; kind: string; participant_id: string | null; at: number; payload: unknown; is_for_everyone: boolean; audience: string[] };

const select = `SELECT seq, kind, participant_id, (extract(epoch FROM at) * 1000)::float8 AS at, payload, is_for_everyone, audience
  FROM entries WHERE interview_id = $1 AND seq > $2 AND kind <> 'edited' ORDER BY seq`;

export type Relayed = { readonly entry: Entry; readonly audience: Audience };

/**
 * An interview while people are in it, in the memory of one node: the fold over all its entries (edits left out), kept
 * up by reading the table whenever somebody says that it grew. The table decides the order; nothing is relayed unread.
 */
export class LiveRoom {
  private catching: Promise<void> | null = null;
  private again = false;

  private constructor(
    readonly interviewId: string,
    private readonly pool: Pool,
    private readonly relay: (room: LiveRoom, entries: readonly Relayed[]) => void,
    private current: InterviewState,
  ) {}

  static async load(options: {
    pool: Pool;
    interviewId: string;
    relay: (room: LiveRoom, entries: readonly Relayed[]) => void;
  }): Promise<LiveRoom | null> {
    const { rows } = await options.pool.query<{ minutes: number }>("SELECT minutes FROM interviews WHERE id = $1", [options.interviewId]);
    const [row] = rows;
    if (!row) return null;
    const room = new LiveRoom(options.interviewId, options.pool, () => undefined, emptyInterview(row.minutes));
    await room.catchUp();
    return new LiveRoom(options.interviewId, options.pool, options.relay, room.state);
  }

  get state(): InterviewState {
    return this.current;
  }

  participant(participantId: string): ParticipantState | undefined {
    return this.current.participants.get(participantId);
  }

  /** Reads what the table has beyond what this room has seen, folds it, and relays it. One read at a time. */
  catchUp(): Promise<void> {
    this.again = true;
    this.catching ??= this.readWhileAsked().finally(() => {
      this.catching = null;
    });
    return this.catching;
  }

  private async readWhileAsked(): Promise<void> {
    while (this.again) {
      this.again = false;
      const { rows } = await this.pool.query<Row>(select, [this.interviewId, this.current.lastSeq]);
      const relayed: Relayed[] = [];
      for (const row of rows) {
        const entry = readEntry({ seq: row.seq, kind: row.kind, participantId: row.participant_id, at: Math.round(row.at), payload: row.payload });
        if (!entry) continue;
        this.current = fold(this.current, entry);
        relayed.push({ entry, audience: row.is_for_everyone ? "everyone" : row.audience });
      }
      if (relayed.length > 0) this.relay(this, relayed);
    }
  }
}
