-- Who asked for an execution: the person, or the guest's participant. One person is one, in however many interviews.
ALTER TABLE "executions" ADD COLUMN "requester_id" UUID;
UPDATE "executions" SET "requester_id" = coalesce("participants"."person_id", "participants"."id")
FROM "participants" WHERE "participants"."id" = "executions"."participant_id";
ALTER TABLE "executions" ALTER COLUMN "requester_id" SET NOT NULL;

-- One unfinished run or submission for each: the limit is enforced where it is true.
DROP INDEX "executions_one_unfinished";
CREATE UNIQUE INDEX "executions_one_unfinished" ON "executions"("requester_id") WHERE "verdict" IS NULL;
CREATE INDEX "executions_requester_id_created_at_idx" ON "executions"("requester_id", "created_at");
