import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Client } from "pg";
import { openDatabase, type Database } from "@/server/db";
import { getQueueState } from "@/server/judging/queries";
import { tellPlaces } from "@/server/judging/queue";
import { progressChannel } from "@/server/judging/progress";
import { requestExecution, type ExecutionRequest } from "@/server/judging/request";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { eventually } from "@/tests/support/eventually";
import { insertInterview } from "@/tests/support/rows";

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
});
beforeEach(async () => {
  await database.pool.query("DELETE FROM executions");
  await database.pool.query("DELETE FROM graphile_worker._private_jobs");
  // Nobody takes the jobs: the queue alone is under test.
  await database.pool.query("INSERT INTO judge_workers (id, host, runtimes, isolation) VALUES ('here', 'here', '{numpy}', '{}') ON CONFLICT DO NOTHING");
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

type Asker = Pick<ExecutionRequest, "interviewId" | "documentId" | "participantId">;

async function asker(personId?: string): Promise<Asker> {
  const { interviewId, documentId, candidateId } = await insertInterview(database.pool);
  if (personId) await database.pool.query("UPDATE participants SET person_id = $2 WHERE id = $1", [candidateId, personId]);
  return { interviewId, documentId, participantId: candidateId };
}

async function insertPerson(): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    "INSERT INTO people (id, email, name) VALUES (gen_random_uuid(), gen_random_uuid() || '@example.org', 'Ada') RETURNING id",
  );
  return rows[0]?.id ?? "";
}

const ask = async (by: Asker, kind: "run" | "submission" = "submission") => {
  const asked = await requestExecution(database, { ...by, kind, source: "x", textSeq: 0, input: null });
  return asked.ok ? "taken" : asked.code;
};

/** As if the judge had given its verdict at once. */
const finishAll = () => database.pool.query("UPDATE executions SET verdict = 'wrong_answer', finished_at = clock_timestamp() WHERE verdict IS NULL");

describe("the judge's queue", () => {
  it("takes one execution of a person at a time, in however many interviews and tabs they ask", async () => {
    const personId = await insertPerson();
    const [here, there] = [await asker(personId), await asker(personId)];
    expect((await Promise.all([ask(here), ask(there), ask(here, "run"), ask(there, "run")])).sort()).toEqual([
      "already_running", "already_running", "already_running", "taken",
    ]);
    expect(await ask(await asker())).toBe("taken");
  });

  it("takes ten submissions and thirty runs of a person in a minute, and says that the next is too many", async () => {
    const by = await asker();
    for (let n = 0; n < 10; n += 1) {
      expect(await ask(by)).toBe("taken");
      await finishAll();
    }
    expect(await ask(by)).toBe("too_many");
    expect(await ask(by, "run")).toBe("taken");
    await finishAll();
    await database.pool.query("UPDATE executions SET created_at = created_at - interval '1 minute'");
    expect(await ask(by)).toBe("taken");
  });

  it("tells each who waits how many go before them, runs before submissions", async () => {
    const listener = new Client({ connectionString: testDatabase.url });
    await listener.connect();
    const heard = new Map<string, number>();
    listener.on("notification", ({ payload }) => {
      const { interviewId, ahead } = JSON.parse(payload ?? "{}") as { interviewId: string; ahead: number };
      heard.set(interviewId, ahead);
    });
    await listener.query(`LISTEN ${progressChannel}`);
    const [first, second, hasty] = [await asker(), await asker(), await asker()];
    await ask(first);
    await ask(second);
    await ask(hasty, "run");
    heard.clear();
    await tellPlaces(database.pool);
    await eventually(() => expect([hasty, first, second].map((each) => heard.get(each.interviewId))).toEqual([0, 1, 2]));
    expect(await getQueueState(database)).toMatchObject({ waiting: 3, running: 0 });
    await listener.end();
  });

  it("keeps a question with torch for a worker that has it, and says so while there is none", async () => {
    const by = await asker();
    await database.pool.query(
      `UPDATE question_versions SET material = jsonb_set(coalesce(nullif(material, 'null'), '{}'), '{runtime}', '"torch"')
       WHERE id = (SELECT question_version_id FROM interview_questions WHERE interview_id = $1)`,
      [by.interviewId],
    );
    expect(await ask(by)).toBe("runtime_missing");
    await database.pool.query("INSERT INTO judge_workers (id, host, runtimes, isolation) VALUES ('with torch', 'there', '{numpy,torch}', '{}')");
    expect(await ask(by)).toBe("taken");
    await finishAll();
    expect(await ask(await asker())).toBe("taken");
    const { rows } = await database.pool.query("SELECT flags FROM graphile_worker.jobs ORDER BY id");
    expect(rows).toEqual([{ flags: { torch: true } }, { flags: null }]);
    await database.pool.query("DELETE FROM judge_workers WHERE id = 'with torch'");
  });

  it("says that it is full instead of letting people wait for minutes", async () => {
    await database.pool.query(
      "SELECT graphile_worker.add_job('judge_execution', json_build_object('n', n), job_key := gen_random_uuid()::text) FROM generate_series(1, 500) AS n",
    );
    expect(await ask(await asker())).toBe("queue_full");
  });
});
