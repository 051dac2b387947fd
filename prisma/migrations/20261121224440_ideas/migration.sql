-- CreateEnum
CREATE TYPE "idea_kind" AS ENUM ('idea', 'feedback', 'wanted', 'problem');

-- CreateEnum
CREATE TYPE "idea_state" AS ENUM ('received', 'looking', 'planned', 'done', 'declined', 'merged');

-- CreateEnum
CREATE TYPE "share_state" AS ENUM ('waiting', 'taken', 'refused');

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "sealed" BYTEA;

-- CreateTable
CREATE TABLE "idea" (
    "id" SERIAL NOT NULL,
    "number" INTEGER,
    "act" TEXT NOT NULL,
    "kind" "idea_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "topic" TEXT,
    "topic_chosen" BOOLEAN NOT NULL DEFAULT false,
    "group_id" INTEGER NOT NULL,
    "state" "idea_state" NOT NULL DEFAULT 'received',
    "signed" BOOLEAN NOT NULL,
    "person_id" INTEGER,
    "author" TEXT,
    "salt" BYTEA NOT NULL,
    "mark" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "entry_id" INTEGER,
    "merged_id" INTEGER,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_in_at" TIMESTAMPTZ(3),
    "quiet_until" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "drawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "idea_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idea_version" (
    "id" SERIAL NOT NULL,
    "idea_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idea_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idea_change" (
    "id" SERIAL NOT NULL,
    "idea_id" INTEGER NOT NULL,
    "state" "idea_state" NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" INTEGER,
    "by" TEXT NOT NULL,

    CONSTRAINT "idea_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supporter" (
    "idea_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "supporter_pkey" PRIMARY KEY ("idea_id","person_id")
);

-- CreateTable
CREATE TABLE "follower" (
    "idea_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follower_pkey" PRIMARY KEY ("idea_id","person_id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" SERIAL NOT NULL,
    "idea_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" INTEGER,
    "by" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stop" (
    "id" SERIAL NOT NULL,
    "salt" BYTEA NOT NULL,
    "mark" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" INTEGER,

    CONSTRAINT "stop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "item_id" INTEGER NOT NULL,
    "state" "share_state" NOT NULL DEFAULT 'waiting',
    "why" TEXT NOT NULL,
    "person_id" INTEGER,
    "name" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,

    CONSTRAINT "share_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "idea_number_key" ON "idea"("number");

-- CreateIndex
CREATE UNIQUE INDEX "idea_act_key" ON "idea"("act");

-- CreateIndex
CREATE INDEX "idea_state_idx" ON "idea"("state");

-- CreateIndex
CREATE INDEX "idea_merged_id_idx" ON "idea"("merged_id");

-- CreateIndex
CREATE INDEX "idea_version_idea_id_idx" ON "idea_version"("idea_id");

-- CreateIndex
CREATE INDEX "idea_change_idea_id_idx" ON "idea_change"("idea_id");

-- CreateIndex
CREATE INDEX "question_idea_id_idx" ON "question"("idea_id");

-- CreateIndex
CREATE INDEX "stop_until_idx" ON "stop"("until");

-- CreateIndex
CREATE UNIQUE INDEX "share_group_id_item_id_platform_user_key" ON "share"("group_id", "item_id", "platform", "user");

-- AddForeignKey
ALTER TABLE "idea" ADD CONSTRAINT "idea_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idea" ADD CONSTRAINT "idea_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idea" ADD CONSTRAINT "idea_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idea" ADD CONSTRAINT "idea_merged_id_fkey" FOREIGN KEY ("merged_id") REFERENCES "idea"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idea_version" ADD CONSTRAINT "idea_version_idea_id_fkey" FOREIGN KEY ("idea_id") REFERENCES "idea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idea_change" ADD CONSTRAINT "idea_change_idea_id_fkey" FOREIGN KEY ("idea_id") REFERENCES "idea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idea_change" ADD CONSTRAINT "idea_change_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supporter" ADD CONSTRAINT "supporter_idea_id_fkey" FOREIGN KEY ("idea_id") REFERENCES "idea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supporter" ADD CONSTRAINT "supporter_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follower" ADD CONSTRAINT "follower_idea_id_fkey" FOREIGN KEY ("idea_id") REFERENCES "idea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follower" ADD CONSTRAINT "follower_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_idea_id_fkey" FOREIGN KEY ("idea_id") REFERENCES "idea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stop" ADD CONSTRAINT "stop_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- How ideas are found (src/ideas/finding/similar.ts, search.ts). The extension is a trusted one: the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER TABLE "idea" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', "title"), 'A') || setweight(to_tsvector('english', "text"), 'B')
) STORED;

CREATE INDEX "idea_words_idx" ON "idea" USING GIN ("words");

CREATE INDEX "idea_title_idx" ON "idea" USING GIN ("title" gin_trgm_ops);
