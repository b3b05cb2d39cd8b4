import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "@/server/db";
import { createInterview } from "@/server/interviews/service";
import { startInterview } from "@/server/interviews/conduct";
import { requestExecution } from "@/server/judging/request";
import { importBank } from "@/server/questions/import";
import { inRepository, repositoryFolder } from "@/server/setup/paths";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { eventually } from "@/tests/support/eventually";

let testDatabase: TestDatabase;
let database: Database;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  await importBank(database);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map(async (worker) => {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    worker.kill("SIGTERM");
    await once(worker, "exit");
  }));
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

const program = (path: string) => readFileSync(inRepository(`prisma/bank/conv2d-forward/${path}`), "utf8");

async function startWorker(): Promise<ChildProcess> {
  const before = await countWorkers();
  const worker = spawn(process.execPath, ["--import", "tsx", inRepository("server/judge/main.ts")], {
    cwd: repositoryFolder, stdio: ["ignore", "ignore", "ignore"], env: { ...process.env, DATABASE_URL: testDatabase.url },
  });
  workers.push(worker);
  await eventually(async () => expect(await countWorkers()).toBeGreaterThan(before), 15_000);
  return worker;
}

async function countWorkers(): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM judge_workers");
  return rows[0]?.n ?? 0;
}

/** A live interview of one person on conv2d-forward. */
async function liveInterview() {
  const { rows } = await database.pool.query<{ id: string }>(
    "INSERT INTO people (id, email, name) VALUES (gen_random_uuid(), gen_random_uuid() || '@example.org', 'Ida') RETURNING id",
  );
  const personId = rows[0]?.id ?? "";
  const host = { personId, name: "Ida", email: "ida@example.org", role: "member", isTrusted: true } as const;
  const created = await createInterview(database, host, { title: null, questionSlugs: ["conv2d-forward"], minutes: 45 });
  if (!created.ok) throw new Error(created.code);
  const { interviewId } = created.value;
  const found = await database.pool.query<{ participantId: string; documentId: string }>(
    `SELECT participants.id AS "participantId", documents.id AS "documentId" FROM participants JOIN documents USING (interview_id) WHERE interview_id = $1`,
    [interviewId],
  );
  const { participantId, documentId } = found.rows[0] ?? { participantId: "", documentId: "" };
  expect((await startInterview(database, { interviewId, participantId })).ok).toBe(true);
  return { interviewId, participantId, documentId };
}

async function submit(source: string, kind: "run" | "submission" = "submission"): Promise<{ interviewId: string; executionId: string }> {
  const interview = await liveInterview();
  const requested = await requestExecution(database, { ...interview, kind, source, textSeq: 3, input: null });
  if (!requested.ok) throw new Error(requested.code);
  return { interviewId: interview.interviewId, executionId: requested.value.executionId };
}

async function executionOf(executionId: string) {
  const { rows } = await database.pool.query<{ verdict: string | null; score: number | null; started: boolean; mistake: string | null }>(
    "SELECT verdict, score, started_at IS NOT NULL AS started, mistake FROM executions WHERE id = $1",
    [executionId],
  );
  return rows[0];
}

async function entriesOf(interviewId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ kind: string }>("SELECT kind FROM entries WHERE interview_id = $1 ORDER BY seq", [interviewId]);
  return rows.map((row) => row.kind);
}

describe("a judge worker", () => {
  it("gives a right submission its verdict, and a wrong one its name for interviewers", async () => {
    await startWorker();
    const right = await submit(program("solutions/vectorised.py"));
    const wrong = await submit(program("mistakes/strides_swapped.py"));
    await eventually(async () => expect(await executionOf(right.executionId)).toMatchObject({ verdict: "accepted", score: 100 }), 15_000);
    await eventually(async () => expect(await executionOf(wrong.executionId)).toMatchObject({ verdict: "wrong_answer", mistake: "strides_swapped" }), 15_000);
  });

  it("is killed in the middle of a submission, and another ends it with one verdict within seconds", async () => {
    const first = await startWorker();
    // Loops for ever until its time limit: the kill comes while it is judged.
    const { executionId, interviewId } = await submit("def conv2d(x, w, b=None, stride=(1, 1), padding=(0, 0)):\n    while True:\n        pass\n");
    await eventually(async () => expect((await executionOf(executionId))?.started).toBe(true));
    first.kill("SIGKILL");
    await once(first, "exit");
    await database.pool.query("UPDATE executions SET source = $2 WHERE id = $1", [executionId, program("solutions/vectorised.py")]);
    await startWorker();
    await eventually(async () => expect(await executionOf(executionId)).toMatchObject({ verdict: "accepted" }), 15_000);
    const finished = (await entriesOf(interviewId)).filter((kind) => kind === "submission_finished");
    expect(finished).toHaveLength(1);
  });

  it("refuses a second submission of the same person while the first is unfinished", async () => {
    const interview = await liveInterview();
    await database.pool.query("INSERT INTO judge_workers (id, host, runtimes, isolation) VALUES ('pretended', 'here', '{numpy}', '{}') ON CONFLICT DO NOTHING");
    const request = { ...interview, kind: "submission", source: "x", textSeq: 3, input: null } as const;
    const both = await Promise.all([requestExecution(database, request), requestExecution(database, request)]);
    expect(both.map((each) => (each.ok ? "taken" : each.code)).sort()).toEqual(["already_running", "taken"]);
    await database.pool.query("DELETE FROM judge_workers WHERE id = 'pretended'");
  });

  it("is away, and Run and Submit say so instead of waiting", async () => {
    await database.pool.query("DELETE FROM judge_workers");
    const interview = await liveInterview();
    expect(await requestExecution(database, { ...interview, kind: "run", source: "x", textSeq: 3, input: null })).toEqual({ ok: false, code: "judging_off" });
  });
});
