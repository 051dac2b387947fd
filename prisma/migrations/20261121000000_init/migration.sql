-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "group_kind" AS ENUM ('sig', 'coi', 'council', 'office');

-- CreateEnum
CREATE TYPE "role_kind" AS ENUM ('member', 'chair');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('waiting', 'posted', 'failed');

-- CreateEnum
CREATE TYPE "edition_state" AS ENUM ('composed', 'quiet', 'missed');

-- CreateEnum
CREATE TYPE "source_kind" AS ENUM ('journal', 'conference', 'meeting', 'policy', 'regulation');

-- CreateTable
CREATE TABLE "act" (
    "platform" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "act_pkey" PRIMARY KEY ("platform","act")
);

-- CreateTable
CREATE TABLE "group" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "group_kind" NOT NULL,
    "zone" TEXT NOT NULL,
    "digest_time" TEXT,
    "digest_days" INTEGER[],
    "digest_size" INTEGER NOT NULL,
    "topics" JSONB NOT NULL,
    "keywords" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "trouble" TEXT,
    "trouble_since" TIMESTAMPTZ(3),

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "slug" TEXT,
    "name" TEXT,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "person_id" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "user" TEXT NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("platform","user")
);

-- CreateTable
CREATE TABLE "role" (
    "person_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,
    "kind" "role_kind" NOT NULL,

    CONSTRAINT "role_pkey" PRIMARY KEY ("person_id","group_id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT,
    "person" TEXT,
    "under" TEXT,
    "lane" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "state" "delivery_state" NOT NULL DEFAULT 'waiting',
    "open" BOOLEAN NOT NULL DEFAULT true,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),
    "post_channel" TEXT,
    "post_id" TEXT,
    "post_url" TEXT,
    "posted_at" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lane" (
    "name" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "edition" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "state" "edition_state" NOT NULL,
    "composed_at" TIMESTAMPTZ(3) NOT NULL,
    "drawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry" (
    "id" SERIAL NOT NULL,
    "edition_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,
    "item_id" INTEGER NOT NULL,
    "rank" INTEGER,
    "score" DOUBLE PRECISION NOT NULL,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "useful" (
    "entry_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "drawn" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "useful_pkey" PRIMARY KEY ("entry_id","person_id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" SERIAL NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "source_kind" NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "licence" TEXT,
    "attribution" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "etag" TEXT,
    "last_modified" TEXT,
    "trouble" TEXT,
    "trouble_since" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "group_id" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("group_id","source_id")
);

-- CreateTable
CREATE TABLE "item" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "address" TEXT,
    "summary" TEXT NOT NULL,
    "authors" TEXT[],
    "doi" TEXT,
    "journal" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "tags" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sighting" (
    "source_id" INTEGER NOT NULL,
    "item_id" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "baseline" BOOLEAN NOT NULL,

    CONSTRAINT "sighting_pkey" PRIMARY KEY ("source_id","item_id")
);

-- CreateIndex
CREATE INDEX "act_at_idx" ON "act"("at");

-- CreateIndex
CREATE UNIQUE INDEX "group_slug_key" ON "group"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "channel_platform_channel_key" ON "channel"("platform", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "person_slug_key" ON "person"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_key_key" ON "delivery"("key");

-- CreateIndex
CREATE INDEX "delivery_open_lane_id_idx" ON "delivery"("open", "lane", "id");

-- CreateIndex
CREATE INDEX "delivery_platform_post_channel_post_id_idx" ON "delivery"("platform", "post_channel", "post_id");

-- CreateIndex
CREATE UNIQUE INDEX "edition_group_id_day_key" ON "edition"("group_id", "day");

-- CreateIndex
CREATE INDEX "entry_edition_id_idx" ON "entry"("edition_id");

-- CreateIndex
CREATE UNIQUE INDEX "entry_group_id_item_id_key" ON "entry"("group_id", "item_id");

-- CreateIndex
CREATE INDEX "useful_drawn_idx" ON "useful"("drawn");

-- CreateIndex
CREATE UNIQUE INDEX "source_address_key" ON "source"("address");

-- CreateIndex
CREATE INDEX "source_next_at_idx" ON "source"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "item_key_key" ON "item"("key");

-- CreateIndex
CREATE INDEX "sighting_source_id_baseline_seen_at_idx" ON "sighting"("source_id", "baseline", "seen_at");

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "edition" ADD CONSTRAINT "edition_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "useful" ADD CONSTRAINT "useful_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "useful" ADD CONSTRAINT "useful_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sighting" ADD CONSTRAINT "sighting_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sighting" ADD CONSTRAINT "sighting_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;


