-- CreateEnum
CREATE TYPE "thing_kind" AS ENUM ('item', 'idea', 'poll', 'message');

-- CreateEnum
CREATE TYPE "theme_state" AS ENUM ('draft', 'raised', 'taken', 'asked', 'decided', 'acting', 'done', 'declined', 'parked');

-- CreateEnum
CREATE TYPE "theme_ask" AS ENUM ('information', 'decision', 'round_table', 'white_paper', 'guidance_note', 'policy_statement', 'lobbying', 'working_party', 'event', 'other');

-- CreateEnum
CREATE TYPE "urgency" AS ENUM ('routine', 'soon', 'urgent');

-- CreateEnum
CREATE TYPE "theme_act" AS ENUM ('raise', 'join', 'take', 'ask', 'answer', 'decide', 'decline', 'park', 'hand', 'report', 'finish');

-- AlterEnum
ALTER TYPE "group_kind" ADD VALUE 'advisory';

-- AlterTable
ALTER TABLE "group" ADD COLUMN     "noted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "idea" ADD COLUMN     "call_id" INTEGER;

-- CreateTable
CREATE TABLE "thing" (
    "id" SERIAL NOT NULL,
    "kind" "thing_kind" NOT NULL,
    "item_id" INTEGER,
    "idea_id" INTEGER,
    "poll_id" INTEGER,
    "platform" TEXT,
    "channel" TEXT,
    "post" TEXT,
    "url" TEXT,
    "text" TEXT,
    "topic" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "drawn" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "thing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flag" (
    "thing_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flag_pkey" PRIMARY KEY ("thing_id","person_id")
);

-- CreateTable
CREATE TABLE "theme" (
    "id" SERIAL NOT NULL,
    "number" INTEGER,
    "title" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "ask" "theme_ask" NOT NULL,
    "urgency" "urgency" NOT NULL,
    "topic" TEXT,
    "state" "theme_state" NOT NULL DEFAULT 'draft',
    "raiser_id" INTEGER,
    "raiser" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_at" TIMESTAMPTZ(3),
    "owner_id" INTEGER,
    "owner" TEXT,
    "owner_platform" TEXT,
    "owner_user" TEXT,
    "decide_by" TEXT,
    "left" INTEGER,
    "due_day" TEXT,
    "remind_at" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "drawn_day" TEXT,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theme_group" (
    "theme_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" INTEGER,
    "by" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "user" TEXT NOT NULL,

    CONSTRAINT "theme_group_pkey" PRIMARY KEY ("theme_id","group_id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "theme_id" INTEGER NOT NULL,
    "thing_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("theme_id","thing_id")
);

-- CreateTable
CREATE TABLE "theme_change" (
    "id" SERIAL NOT NULL,
    "theme_id" INTEGER NOT NULL,
    "act" "theme_act" NOT NULL,
    "state" "theme_state" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" INTEGER,
    "by" TEXT NOT NULL,
    "group_id" INTEGER,
    "words" TEXT,
    "action" "theme_ask",
    "who" TEXT,
    "day" TEXT,

    CONSTRAINT "theme_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "priority" (
    "id" SERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "theme_id" INTEGER,
    "keywords" TEXT[],
    "words" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "call" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" INTEGER,
    "by" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "drawn" INTEGER,
    "drawn_over" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "priority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "priority_group" (
    "priority_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,

    CONSTRAINT "priority_group_pkey" PRIMARY KEY ("priority_id","group_id")
);

-- CreateTable
CREATE TABLE "forming" (
    "id" SERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "group_ids" INTEGER[],

    CONSTRAINT "forming_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "thing_item_id_key" ON "thing"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "thing_idea_id_key" ON "thing"("idea_id");

-- CreateIndex
CREATE UNIQUE INDEX "thing_poll_id_key" ON "thing"("poll_id");

-- CreateIndex
CREATE INDEX "thing_drawn_idx" ON "thing"("drawn");

-- CreateIndex
CREATE UNIQUE INDEX "thing_platform_channel_post_key" ON "thing"("platform", "channel", "post");

-- CreateIndex
CREATE INDEX "flag_group_id_at_idx" ON "flag"("group_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "theme_number_key" ON "theme"("number");

-- CreateIndex
CREATE INDEX "theme_state_idx" ON "theme"("state");

-- CreateIndex
CREATE INDEX "theme_title_idx" ON "theme" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "theme_group_group_id_idx" ON "theme_group"("group_id");

-- CreateIndex
CREATE INDEX "evidence_thing_id_idx" ON "evidence"("thing_id");

-- CreateIndex
CREATE INDEX "theme_change_theme_id_idx" ON "theme_change"("theme_id");

-- CreateIndex
CREATE INDEX "forming_topic_at_idx" ON "forming"("topic", "at");

-- CreateIndex
CREATE INDEX "entry_item_id_idx" ON "entry"("item_id");

-- CreateIndex
CREATE INDEX "idea_call_id_idx" ON "idea"("call_id");

-- AddForeignKey
ALTER TABLE "thing" ADD CONSTRAINT "thing_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thing" ADD CONSTRAINT "thing_idea_id_fkey" FOREIGN KEY ("idea_id") REFERENCES "idea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thing" ADD CONSTRAINT "thing_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag" ADD CONSTRAINT "flag_thing_id_fkey" FOREIGN KEY ("thing_id") REFERENCES "thing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag" ADD CONSTRAINT "flag_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag" ADD CONSTRAINT "flag_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_raiser_id_fkey" FOREIGN KEY ("raiser_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme_group" ADD CONSTRAINT "theme_group_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme_group" ADD CONSTRAINT "theme_group_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme_group" ADD CONSTRAINT "theme_group_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_thing_id_fkey" FOREIGN KEY ("thing_id") REFERENCES "thing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme_change" ADD CONSTRAINT "theme_change_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme_change" ADD CONSTRAINT "theme_change_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme_change" ADD CONSTRAINT "theme_change_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priority" ADD CONSTRAINT "priority_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priority" ADD CONSTRAINT "priority_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priority_group" ADD CONSTRAINT "priority_group_priority_id_fkey" FOREIGN KEY ("priority_id") REFERENCES "priority"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priority_group" ADD CONSTRAINT "priority_group_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idea" ADD CONSTRAINT "idea_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "priority"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- A theme that the council has is watched by a clock until its end; a draft and an ended one by none.
ALTER TABLE "theme" ADD CONSTRAINT "theme_watched" CHECK (
  ("state" IN ('draft', 'done', 'declined')) = ("due_day" IS NULL) AND ("due_day" IS NULL) = ("remind_at" IS NULL)
);
ALTER TABLE "theme" ADD CONSTRAINT "theme_numbered" CHECK (("state" = 'draft') = ("number" IS NULL));

-- The history is never edited: only who did it may be forgotten.
CREATE FUNCTION "theme_change_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - 'by' - 'by_id' - 'group_id') IS DISTINCT FROM (to_jsonb(NEW) - 'by' - 'by_id' - 'group_id') THEN
    RAISE EXCEPTION 'the history of a theme is never edited';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "theme_change_stays" BEFORE UPDATE OR DELETE ON "theme_change"
  FOR EACH ROW EXECUTE FUNCTION "theme_change_stays"();
