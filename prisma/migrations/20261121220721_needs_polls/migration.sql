-- CreateEnum
CREATE TYPE "need_state" AS ENUM ('wanted', 'planned', 'delivered', 'declined');

-- CreateEnum
CREATE TYPE "poll_template" AS ENUM ('need', 'when', 'level', 'pulse');

-- CreateEnum
CREATE TYPE "poll_state" AS ENUM ('draft', 'planned', 'open', 'closed', 'dropped');

-- CreateEnum
CREATE TYPE "poll_shows" AS ENUM ('closed', 'voted', 'always');

-- CreateEnum
CREATE TYPE "poll_repeat" AS ENUM ('never', 'weekly', 'monthly', 'quarterly');

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "linked" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "people" INTEGER,
ADD COLUMN     "people_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "linking" (
    "code" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "linking_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "picture" (
    "name" TEXT NOT NULL,
    "png" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "need" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "topic" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "need_mark" (
    "id" SERIAL NOT NULL,
    "need_id" INTEGER NOT NULL,
    "state" "need_state" NOT NULL,
    "session" TEXT,
    "day" TEXT,
    "link" TEXT,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" INTEGER,
    "by" TEXT NOT NULL,

    CONSTRAINT "need_mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll" (
    "id" SERIAL NOT NULL,
    "template" "poll_template" NOT NULL,
    "question" TEXT NOT NULL,
    "need_id" INTEGER,
    "most" INTEGER NOT NULL,
    "may_add" BOOLEAN NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "shows" "poll_shows" NOT NULL,
    "state" "poll_state" NOT NULL DEFAULT 'draft',
    "repeat" "poll_repeat" NOT NULL DEFAULT 'never',
    "previous_id" INTEGER,
    "asker_id" INTEGER,
    "asker" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "lasts" INTEGER NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "remind_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "announced_at" TIMESTAMPTZ(3),
    "salt" BYTEA,
    "secret_mark" TEXT,
    "drawn_at" TIMESTAMPTZ(3),
    "stale" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_option" (
    "id" SERIAL NOT NULL,
    "poll_id" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "need_id" INTEGER,
    "added" BOOLEAN NOT NULL DEFAULT false,
    "hidden" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "poll_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_group" (
    "poll_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,

    CONSTRAINT "poll_group_pkey" PRIMARY KEY ("poll_id","group_id")
);

-- CreateTable
CREATE TABLE "ballot" (
    "poll_id" INTEGER NOT NULL,
    "voter" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "choices" INTEGER[],
    "shown" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "drawn" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ballot_pkey" PRIMARY KEY ("poll_id","voter")
);

-- CreateTable
CREATE TABLE "result" (
    "id" SERIAL NOT NULL,
    "poll_id" INTEGER NOT NULL,
    "group_id" INTEGER,
    "answers" INTEGER NOT NULL,
    "people" INTEGER,

    CONSTRAINT "result_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "count" (
    "result_id" INTEGER NOT NULL,
    "option_id" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "count_pkey" PRIMARY KEY ("result_id","option_id")
);

-- CreateIndex
CREATE INDEX "linking_expires_at_idx" ON "linking"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "need_key_key" ON "need"("key");

-- CreateIndex
CREATE INDEX "need_mark_need_id_id_idx" ON "need_mark"("need_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "poll_previous_id_key" ON "poll"("previous_id");

-- CreateIndex
CREATE INDEX "poll_state_idx" ON "poll"("state");

-- CreateIndex
CREATE UNIQUE INDEX "poll_option_poll_id_key_key" ON "poll_option"("poll_id", "key");

-- CreateIndex
CREATE INDEX "ballot_drawn_idx" ON "ballot"("drawn");

-- CreateIndex
CREATE UNIQUE INDEX "result_poll_id_group_id_key" ON "result"("poll_id", "group_id");

-- AddForeignKey
ALTER TABLE "linking" ADD CONSTRAINT "linking_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "need_mark" ADD CONSTRAINT "need_mark_need_id_fkey" FOREIGN KEY ("need_id") REFERENCES "need"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "need_mark" ADD CONSTRAINT "need_mark_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_need_id_fkey" FOREIGN KEY ("need_id") REFERENCES "need"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "poll"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_option" ADD CONSTRAINT "poll_option_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_option" ADD CONSTRAINT "poll_option_need_id_fkey" FOREIGN KEY ("need_id") REFERENCES "need"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_group" ADD CONSTRAINT "poll_group_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_group" ADD CONSTRAINT "poll_group_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result" ADD CONSTRAINT "result_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result" ADD CONSTRAINT "result_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "count" ADD CONSTRAINT "count_result_id_fkey" FOREIGN KEY ("result_id") REFERENCES "result"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "count" ADD CONSTRAINT "count_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "poll_option"("id") ON DELETE CASCADE ON UPDATE CASCADE;


