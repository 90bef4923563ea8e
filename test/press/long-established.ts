import { EDITOR, type Room, story } from './newsroom.ts'

/** Articles that have long been out, put into the tables in a second, as many copies of one; one in eleven hours until November 2026. */
export async function longEstablished({ press, settle, sql }: Room, count: number) {
  await press.file({ article: story('pattern', { publishedAt: '2020-05-05T05:00:00Z' }), actor: EDITOR, publish: 'now' })
  await settle()
  const n = `WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < ${1000 + count - 1}), a AS (SELECT i, 'story-' || i AS slug, iif(i % 2, 'world', 'asia') AS section, strftime('%Y-%m-%dT%H:%M:%SZ', 1794000000 - ${1000 + count} * 40000 + i * 40000, 'unixepoch') AS at FROM n)`
  for (const seed of [
    `INSERT INTO articles (id, slug, section, headline, published_at, state, revision, live, came_out, path, at, by) ${n} SELECT i, slug, section, 'Story ' || slug, at, 'published', 1, 1, 1, '/' || section || '/' || slug, at, 'Edith' FROM a`,
    `INSERT INTO revisions (article, revision, at, by, headline, note, hash) ${n} SELECT i, 1, at, 'Edith', 'Story ' || slug, NULL, 'h' || i FROM a`,
    `INSERT INTO copy ${n} SELECT i, 1, 0, replace((SELECT json FROM copy LIMIT 1), 'pattern', slug) FROM a`,
    `INSERT INTO live ${n} SELECT i, slug, section, at, at, substr(at, 1, 7), 0, replace((SELECT card FROM live WHERE slug = 'pattern'), 'pattern', slug), NULL FROM a`,
    ...[`'latest'`, `'section/' || section`, `'topic/topic-' || (i % 40)`, `'topic/topic-' || (40 + i % 7)`, `'author/writer-' || (i % 25)`].map(
      (name) => `INSERT INTO listing_entries ${n} SELECT ${name}, at, slug, 'Title' FROM a`,
    ),
    `INSERT INTO also ${n}, places (place) AS (VALUES (0), (1), (2), (3), (4), (5), (6)) SELECT slug, place, iif(place, 'story-' || (i - place), '') FROM a, places`,
    `INSERT INTO words (rowid, headline, standfirst, names, body, pairs) ${n} SELECT i, 'Story ' || slug, '', 'Title', 'The body of ' || slug, '' FROM a`,
    `INSERT INTO filed (rowid, slug, headline) ${n} SELECT i, slug, 'Story ' || slug FROM a`,
    'DELETE FROM totals',
    `INSERT INTO totals SELECT name, iif(instr(name, '/'), substr(name, 1, instr(name, '/') - 1), name), count(*) FROM (SELECT name FROM listing_entries UNION ALL SELECT 'month/' || month FROM live) GROUP BY name`,
  ])
    sql.exec(seed)
}
