-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "interview_kind" AS ENUM ('interview', 'practice');

-- CreateEnum
CREATE TYPE "interview_phase" AS ENUM ('lobby', 'live', 'ended');

-- CreateEnum
CREATE TYPE "participant_role" AS ENUM ('interviewer', 'candidate', 'observer');

-- CreateEnum
CREATE TYPE "execution_kind" AS ENUM ('run', 'submission');

-- CreateEnum
CREATE TYPE "person_role" AS ENUM ('member', 'author', 'admin');

-- CreateTable
CREATE TABLE "interviews" (
    "id" UUID NOT NULL,
    "kind" "interview_kind" NOT NULL DEFAULT 'interview',
    "host_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "phase" "interview_phase" NOT NULL DEFAULT 'lobby',
    "minutes" INTEGER NOT NULL,
    "invite_code_hash" TEXT,
    "invite_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "deadline_at" TIMESTAMPTZ(3),
    "paused_remaining_ms" INTEGER,
    "ended_at" TIMESTAMPTZ(3),
    "editor_locked" BOOLEAN NOT NULL DEFAULT false,
    "runs_disabled" BOOLEAN NOT NULL DEFAULT false,
    "next_seq" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "interviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview_questions" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "question_version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "interview_questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participants" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "hue" INTEGER NOT NULL DEFAULT 0,
    "review_link_hash" TEXT,
    "review_link_expires_at" TIMESTAMPTZ(3),
    "consented_at" TIMESTAMPTZ(3),
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "participants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_spans" (
    "participant_id" UUID NOT NULL,
    "since_seq" INTEGER NOT NULL,
    "role" "participant_role" NOT NULL,

    CONSTRAINT "role_spans_pkey" PRIMARY KEY ("participant_id","since_seq")
);

-- CreateTable
CREATE TABLE "executions" (
    "id" UUID NOT NULL,
    "kind" "execution_kind" NOT NULL,
    "interview_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "question_version_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "text_seq" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "input" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "verdict" TEXT,
    "score" INTEGER,
    "candidate_verdict" JSONB,
    "interviewer_verdict" JSONB,
    "mistake" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "executions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "role" "person_role" NOT NULL DEFAULT 'member',
    "is_trusted" BOOLEAN NOT NULL DEFAULT false,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "email_verified_at" TIMESTAMPTZ(3),
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_links" (
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_links_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "exposures" (
    "person_id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exposures_pkey" PRIMARY KEY ("person_id","question_id","reason")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "current_version_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_versions" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "sheet" JSONB NOT NULL,
    "guide" JSONB NOT NULL,
    "material" JSONB,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "question_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_sets" (
    "id" UUID NOT NULL,
    "question_version_id" UUID NOT NULL,
    "seed" TEXT NOT NULL,
    "cases" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entries" (
    "interview_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "is_for_everyone" BOOLEAN NOT NULL,
    "audience" UUID[],
    "participant_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "payload" JSONB NOT NULL,
    "update" BYTEA,

    CONSTRAINT "entries_pkey" PRIMARY KEY ("interview_id","seq")
);

-- CreateTable
CREATE TABLE "documents" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "interview_question_id" UUID,
    "kind" TEXT NOT NULL,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_clients" (
    "document_id" UUID NOT NULL,
    "client_id" BIGINT NOT NULL,
    "participant_id" UUID NOT NULL,

    CONSTRAINT "document_clients_pkey" PRIMARY KEY ("document_id","client_id")
);

-- CreateTable
CREATE TABLE "checkpoints" (
    "document_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" BYTEA NOT NULL,

    CONSTRAINT "checkpoints_pkey" PRIMARY KEY ("document_id","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "interviews_invite_code_hash_key" ON "interviews"("invite_code_hash");

-- CreateIndex
CREATE INDEX "interviews_host_id_created_at_idx" ON "interviews"("host_id", "created_at");

-- CreateIndex
CREATE INDEX "interviews_phase_deadline_at_idx" ON "interviews"("phase", "deadline_at");

-- CreateIndex
CREATE UNIQUE INDEX "interview_questions_interview_id_position_key" ON "interview_questions"("interview_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "participants_review_link_hash_key" ON "participants"("review_link_hash");

-- CreateIndex
CREATE UNIQUE INDEX "participants_interview_id_person_id_key" ON "participants"("interview_id", "person_id");

-- CreateIndex
CREATE INDEX "executions_interview_id_created_at_idx" ON "executions"("interview_id", "created_at");

-- CreateIndex
CREATE INDEX "executions_question_version_id_idx" ON "executions"("question_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "people_email_key" ON "people"("email");

-- CreateIndex
CREATE UNIQUE INDEX "questions_slug_key" ON "questions"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "questions_current_version_id_key" ON "questions"("current_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_versions_question_id_version_key" ON "question_versions"("question_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "question_versions_question_id_digest_key" ON "question_versions"("question_id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "case_sets_question_version_id_seed_key" ON "case_sets"("question_version_id", "seed");

-- CreateIndex
CREATE UNIQUE INDEX "documents_interview_question_id_key" ON "documents"("interview_question_id");

-- CreateIndex
CREATE INDEX "documents_interview_id_idx" ON "documents"("interview_id");

-- AddForeignKey
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview_questions" ADD CONSTRAINT "interview_questions_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview_questions" ADD CONSTRAINT "interview_questions_question_version_id_fkey" FOREIGN KEY ("question_version_id") REFERENCES "question_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_spans" ADD CONSTRAINT "role_spans_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_current_version_id_fkey" FOREIGN KEY ("current_version_id") REFERENCES "question_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_sets" ADD CONSTRAINT "case_sets_question_version_id_fkey" FOREIGN KEY ("question_version_id") REFERENCES "question_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_interview_question_id_fkey" FOREIGN KEY ("interview_question_id") REFERENCES "interview_questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_clients" ADD CONSTRAINT "document_clients_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
