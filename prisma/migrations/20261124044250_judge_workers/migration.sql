-- CreateTable
CREATE TABLE "judge_workers" (
    "id" TEXT NOT NULL,
    "lock_key" BIGSERIAL NOT NULL,
    "host" TEXT NOT NULL,
    "runtimes" TEXT[],
    "isolation" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judge_workers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "judge_workers_lock_key_key" ON "judge_workers"("lock_key");
