import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "@/server/db";
import { createInterview } from "@/server/interviews/service";
import { startInterview } from "@/server/interviews/conduct";
import { listJudgeFailures } from "@/server/judging/queries";
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

const endless = "def conv2d(x, w, b=None, stride=(1, 1), padding=(0, 0)):\n    while True:\n        pass\n";

/** A version whose tests.py draws nothing: the author's fault, which the gate lets nobody publish. */
async function brokenVersion(): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `INSERT INTO question_versions (id, question_id, version, digest, sheet, guide, material)
     SELECT gen_random_uuid(), question_id, 99, 'broken', sheet, guide, jsonb_set(material, '{testsSource}', '"raise RuntimeError()"')
     FROM question_versions JOIN questions ON questions.id = question_id WHERE slug = 'conv2d-forward' RETURNING id`,
  );
  return rows[0]?.id ?? "";
}

async function submit(source: string, kind: "run" | "submission" = "submission", versionId?: string): Promise<{ interviewId: string; executionId: string }> {
  const interview = await liveInterview();
  if (versionId) await database.pool.query("UPDATE interview_questions SET question_version_id = $2 WHERE interview_id = $1", [interview.interviewId, versionId]);
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

  it("gave a verdict that comes out the same when the stored submission is judged again from its seed, at a terminal", async () => {
    await startWorker();
    const { executionId } = await submit(program("mistakes/flipped_kernel.py"));
    await eventually(async () => expect(await executionOf(executionId)).toMatchObject({ verdict: "wrong_answer" }), 15_000);
    const command = (...args: string[]) => promisify(execFile)(process.execPath, ["--import", "tsx", inRepository("server/judge/cli.ts"), "rejudge", ...args], {
      cwd: repositoryFolder, env: { ...process.env, DATABASE_URL: testDatabase.url },
    });
    const told = JSON.parse((await command(executionId, "--json")).stdout);
    expect(told).toMatchObject({ executionId, questionSlug: "conv2d-forward", stored: { verdict: "wrong_answer" }, isSame: true });
    expect(told.again).toEqual(told.stored);
    await expect(command("00000000-0000-7000-8000-000000000000")).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("no such execution") });
  });

  it("is killed in the middle of a submission, and another ends it with one verdict within seconds", async () => {
    const first = await startWorker();
    // Loops for ever until its time limit: the kill comes while it is judged.
    const { executionId, interviewId } = await submit(endless);
    await eventually(async () => expect((await executionOf(executionId))?.started).toBe(true));
    first.kill("SIGKILL");
    await once(first, "exit");
    await database.pool.query("UPDATE executions SET source = $2 WHERE id = $1", [executionId, program("solutions/vectorised.py")]);
    await startWorker();
    await eventually(async () => expect(await executionOf(executionId)).toMatchObject({ verdict: "accepted" }), 15_000);
    const finished = (await entriesOf(interviewId)).filter((kind) => kind === "submission_finished");
    expect(finished).toHaveLength(1);
  });

  it("loses its database connections in the middle of a submission, and it still ends with one verdict", async () => {
    const worker = await startWorker();
    const { executionId, interviewId } = await submit(endless);
    await eventually(async () => expect((await executionOf(executionId))?.started).toBe(true));
    const gone = once(worker, "exit");
    await database.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'convolve judge%'");
    // It can't know who took its jobs meanwhile, so it goes; the supervisor starts the next.
    await gone;
    await database.pool.query("UPDATE executions SET source = $2 WHERE id = $1", [executionId, program("solutions/vectorised.py")]);
    await startWorker();
    await eventually(async () => expect((await executionOf(executionId))?.verdict).not.toBeNull(), 15_000);
    expect((await entriesOf(interviewId)).filter((kind) => kind === "submission_finished")).toHaveLength(1);
  });

  it("meets a question that breaks the judge: a judge_error without a score after three tries, told apart, and others are judged meanwhile", async () => {
    await startWorker();
    const poisoned = await submit(program("solutions/vectorised.py"), "submission", await brokenVersion());
    const sound = await submit(program("solutions/vectorised.py"));
    await eventually(async () => expect(await executionOf(sound.executionId)).toMatchObject({ verdict: "accepted" }), 15_000);
    await eventually(async () => expect(await executionOf(poisoned.executionId)).toMatchObject({ verdict: "judge_error", score: null }), 25_000);
    const failures = await listJudgeFailures(database);
    expect(failures[0]).toMatchObject({ executionId: poisoned.executionId, tries: 3, questionSlug: "conv2d-forward" });
    expect((await entriesOf(poisoned.interviewId)).filter((kind) => kind === "submission_finished")).toHaveLength(1);
  }, 60_000);

  it("is away, and Run and Submit say so instead of waiting", async () => {
    await database.pool.query("DELETE FROM judge_workers");
    const interview = await liveInterview();
    expect(await requestExecution(database, { ...interview, kind: "run", source: "x", textSeq: 3, input: null })).toEqual({ ok: false, code: "judging_off" });
  });
});
