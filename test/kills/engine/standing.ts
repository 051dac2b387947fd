import type pg from 'pg';

interface Group {
  slug: string;
  name: string;
  channels: { platform: 'slack' | 'discord'; channel: string }[];
}

interface Edition {
  slug: string;
  day: string;
  state: 'composed' | 'quiet' | 'missed';
  /** Ids of the entries that made the cut, in order of rank. */
  chosen: number[];
}

interface Delivery {
  key: string;
  platform: string;
  channel: string;
  state: string;
  open: boolean;
  shown: number;
  revision: number;
  trouble: string | null;
  postId: string | null;
}

/** What the rows say, in the order in which it should stand. */
export async function standing(client: pg.Client) {
  const ask = async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows;
  return {
    groups: await ask<Group>(`
      SELECT slug, name, (SELECT json_agg(json_build_object('platform', platform, 'channel', channel) ORDER BY id)
        FROM channel WHERE group_id = "group".id) AS channels
      FROM "group" ORDER BY id`),
    editions: await ask<Edition>(`
      SELECT slug, day, state, ARRAY(SELECT id FROM entry WHERE edition_id = edition.id AND rank IS NOT NULL ORDER BY rank) AS chosen
      FROM edition JOIN "group" ON "group".id = group_id ORDER BY day`),
    deliveries: await ask<Delivery>(`
      SELECT key, platform, channel, state, open, shown, revision, trouble, post_id AS "postId"
      FROM delivery ORDER BY id`),
    entries: await ask<{ slug: string; title: string }>(`
      SELECT slug, title FROM entry JOIN "group" ON "group".id = entry.group_id JOIN item ON item.id = item_id`),
  };
}
