-- What a Prisma schema can't say.

-- One unfinished run or submission for each participant: the limit is enforced where it is true.
CREATE UNIQUE INDEX "executions_one_unfinished" ON "executions"("participant_id") WHERE "verdict" IS NULL;

-- Rooms read everything but edits, and edits are most of the rows.
CREATE INDEX "entries_without_edits" ON "entries"("interview_id", "seq") WHERE "kind" <> 'edited';
