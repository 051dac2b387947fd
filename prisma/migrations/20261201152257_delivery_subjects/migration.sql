-- CreateEnum
CREATE TYPE "subject_kind" AS ENUM ('edition', 'entry', 'share', 'poll', 'need', 'idea', 'idea_reminder', 'theme', 'theme_reminder', 'flag_note', 'forming', 'priority', 'notice');

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "page" INTEGER,
ADD COLUMN     "subject_id" INTEGER,
ADD COLUMN     "subject_kind" "subject_kind";

-- AlterTable
ALTER TABLE "entry" ADD COLUMN     "page" INTEGER;

-- AlterTable
ALTER TABLE "poll" ADD COLUMN     "chart" TEXT;

-- AlterTable
ALTER TABLE "priority_group" ADD COLUMN     "drawn_over" BOOLEAN NOT NULL DEFAULT false;

-- What the messages so far are about stands in their keys, for the last time. What is gone already is 0.

-- digest/<group>/<day>/<platform>/<channel>/<page, from 1>
UPDATE "delivery" SET "subject_kind" = 'edition', "page" = split_part("key", '/', 6)::int - 1, "subject_id" = coalesce((
  SELECT "edition"."id" FROM "edition" JOIN "group" ON "group"."id" = "edition"."group_id"
  WHERE "group"."slug" = split_part("key", '/', 2) AND "edition"."day" = split_part("key", '/', 3)), 0)
WHERE "key" ~ '^digest/[^/]+/[^/]+/[^/]+/[^/]+/\d{1,6}$';

-- discuss/<entry>/<place>, and /opening
UPDATE "delivery" SET "subject_kind" = 'entry', "subject_id" = split_part("key", '/', 2)::int
WHERE "key" ~ '^discuss/\d{1,9}/';

-- share/<share>/ask/<place>; share/<share>/word
UPDATE "delivery" SET "subject_kind" = 'share', "subject_id" = split_part("key", '/', 2)::int,
  "page" = CASE WHEN split_part("key", '/', 3) = 'ask' THEN 0 END
WHERE "key" ~ '^share/\d{1,9}/';

-- poll/<poll>/<platform>/<channel>, and /reminder or /result; poll-dropped/<poll>
UPDATE "delivery" SET "subject_kind" = 'poll', "subject_id" = split_part("key", '/', 2)::int,
  "page" = CASE WHEN "key" ~ '^poll/\d+/[^/]+/[^/]+$' THEN 0 END
WHERE "key" ~ '^poll/\d{1,9}/|^poll-dropped/\d{1,9}$';

-- need/<need>/<mark>/<place>
UPDATE "delivery" SET "subject_kind" = 'need', "subject_id" = split_part("key", '/', 2)::int
WHERE "key" ~ '^need/\d{1,9}/';

-- idea/<idea>/post/<platform>/<channel>, and /comments; idea/<idea>/word/<what>; idea/<idea>/call/<place>
UPDATE "delivery" SET "subject_kind" = 'idea', "subject_id" = split_part("key", '/', 2)::int,
  "page" = CASE WHEN "key" ~ '^idea/\d+/post/[^/]+/[^/]+$' THEN 0 END
WHERE "key" ~ '^idea/\d{1,9}/';

-- ideas/silent/<group>/<day>/<place>; escalations/flags/<group>/<day>/<place>
UPDATE "delivery" SET
  "subject_kind" = CASE WHEN starts_with("key", 'ideas/') THEN 'idea_reminder' ELSE 'flag_note' END::"subject_kind",
  "subject_id" = coalesce((SELECT "id" FROM "group" WHERE "slug" = split_part("key", '/', 3)), 0)
WHERE starts_with("key", 'ideas/silent/') OR starts_with("key", 'escalations/flags/');

-- theme/<theme>/card/<place>; theme/<theme>/news/<change>/<place>; theme/<theme>/word/<change>/<place>
UPDATE "delivery" SET "subject_kind" = 'theme', "subject_id" = split_part("key", '/', 2)::int,
  "page" = CASE WHEN split_part("key", '/', 3) = 'card' THEN 0 END
WHERE "key" ~ '^theme/\d{1,9}/';

-- escalations/overdue/<day>/<place>
UPDATE "delivery" SET "subject_kind" = 'theme_reminder',
  "subject_id" = coalesce((SELECT min("id") FROM "group" WHERE "kind" = 'council'), 0)
WHERE starts_with("key", 'escalations/overdue/');

-- escalations/forming/<forming>/<place>
UPDATE "delivery" SET "subject_kind" = 'forming', "subject_id" = split_part("key", '/', 3)::int
WHERE "key" ~ '^escalations/forming/\d{1,9}/';

-- priority/<priority>/post/<place>; priority/<priority>/over/<place>
UPDATE "delivery" SET "subject_kind" = 'priority', "subject_id" = split_part("key", '/', 2)::int,
  "page" = CASE WHEN split_part("key", '/', 3) = 'post' THEN 0 END
WHERE "key" ~ '^priority/\d{1,9}/';

-- mydata/erased/<uuid>/<place>
UPDATE "delivery" SET "subject_kind" = 'notice', "subject_id" = coalesce((
  SELECT "group_id" FROM "channel"
  WHERE "channel"."platform" = "delivery"."platform" AND "channel"."channel" = "delivery"."channel"), 0)
WHERE starts_with("key", 'mydata/');

-- No version wrote any other; one that somebody made by hand is about nothing that there is.
UPDATE "delivery" SET "subject_kind" = 'entry', "subject_id" = 0 WHERE "subject_kind" IS NULL;

ALTER TABLE "delivery" ALTER COLUMN "subject_kind" SET NOT NULL, ALTER COLUMN "subject_id" SET NOT NULL;

-- CreateIndex
CREATE INDEX "delivery_subject_kind_subject_id_idx" ON "delivery"("subject_kind", "subject_id");

-- On which page an entry stands is where its button is; the same in all channels.
UPDATE "entry" SET "page" = "shown"."page" FROM (
  SELECT "subject_id", substr("control" ->> 'id', 8)::int AS "entry_id", min("page") AS "page"
  FROM "delivery", jsonb_path_query("message", '$.blocks[*].controls[*]') AS "control"
  WHERE "subject_kind" = 'edition' AND "control" ->> 'id' ~ '^useful:\d{1,9}$'
  GROUP BY "subject_id", "entry_id"
) "shown"
WHERE "entry"."id" = "shown"."entry_id" AND "entry"."edition_id" = "shown"."subject_id";

-- The chart of a result stands in the posts of its poll.
UPDATE "poll" SET "chart" = "shown"."picture" FROM (
  SELECT "subject_id", min("block" ->> 'picture') AS "picture"
  FROM "delivery", jsonb_path_query("message", '$.blocks[*]') AS "block"
  WHERE "subject_kind" = 'poll' AND "page" = 0 AND "block" ->> 'kind' = 'picture'
  GROUP BY "subject_id"
) "shown"
WHERE "poll"."id" = "shown"."subject_id";

-- Posts of a priority that is over begin with that word.
UPDATE "priority_group" SET "drawn_over" = true
WHERE EXISTS (SELECT FROM "priority" WHERE "priority"."id" = "priority_id" AND "priority"."drawn_over")
  OR EXISTS (
    SELECT FROM "delivery" JOIN "channel"
      ON "channel"."platform" = "delivery"."platform" AND "channel"."channel" = "delivery"."channel"
    WHERE "subject_kind" = 'priority' AND "subject_id" = "priority_id" AND "page" = 0
      AND "channel"."group_id" = "priority_group"."group_id" AND starts_with("message" ->> 'summary', 'Over: '));
