/** A WordPress export of as many posts as asked for, of every kind that its theme test data has, in prose of our own. Written piece by piece. */
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import sharp from 'sharp'
import { sentence } from './edition.ts'

const OLD = 'https://old.example'
const PICTURES = 60
const SECTIONS = ['world', 'asia', 'business', 'climate', 'technology', 'culture']

/** `uploads`: a folder with the pictures that its posts show. */
export async function writeWordPressExport(folder: string, posts: number): Promise<{ file: string; uploads: string }> {
  const [file, uploads] = [join(folder, 'old.xml'), join(folder, 'uploads')]
  await mkdir(join(uploads, '2019'), { recursive: true })
  for (let n = 0; n < PICTURES; n++) await writeFile(join(uploads, pathOf(n)), await pictureOf(n))
  await pipeline(Readable.from(piecesOf(posts)), createWriteStream(file))
  return { file, uploads }
}

const pathOf = (n: number) => `2019/picture-${n}.jpg`
const pictureOf = (n: number) =>
  sharp({ create: { width: 640, height: 400, channels: 3, background: { r: n * 4, g: 90, b: 255 - n * 4 } } })
    .jpeg()
    .toBuffer()

function* piecesOf(posts: number) {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="c" xmlns:excerpt="e" xmlns:dc="d" xmlns:wp="w"><channel><title>The Old Post</title><link>${OLD}</link><language>en</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>${OLD}</wp:base_blog_url>\n`
  for (let n = 0; n < 30; n++)
    yield `<wp:author><wp:author_login>writer${n}</wp:author_login><wp:author_display_name><![CDATA[Writer ${n}]]></wp:author_display_name></wp:author>\n`
  for (const slug of SECTIONS)
    yield `<wp:category><wp:category_nicename>${slug}</wp:category_nicename><wp:cat_name><![CDATA[${slug}]]></wp:cat_name></wp:category>\n`
  for (let n = 0; n < PICTURES; n++)
    yield itemOf({
      id: 1_000_000 + n,
      type: 'attachment',
      status: 'inherit',
      title: `Picture ${n}`,
      content: '',
      more: `<wp:attachment_url>${OLD}/wp-content/uploads/${pathOf(n)}</wp:attachment_url>`,
    })
  for (let id = 1; id <= posts; id++) yield postOf(id)
  yield '</channel></rss>\n'
}

type Item = { id: number; type: string; status: string; title: string; content: string; more?: string }

const itemOf = ({ id, type, status, title, content, more = '' }: Item) => {
  const date = new Date(Date.UTC(2009, 0, 1) + ((id * 7919) % 150_000) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  return `<item><title><![CDATA[${title}]]></title><link>${OLD}/archive/post-${id}/</link><dc:creator>writer${id % 30}</dc:creator><guid isPermaLink="false">${OLD}/?p=${id}</guid><content:encoded><![CDATA[${content}]]></content:encoded><excerpt:encoded><![CDATA[${sentence(id)}]]></excerpt:encoded><wp:post_id>${id}</wp:post_id><wp:post_date>${date}</wp:post_date><wp:post_date_gmt>${date}</wp:post_date_gmt><wp:post_name>post-${id}</wp:post_name><wp:status>${status}</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>${type}</wp:post_type>${more}</item>\n`
}

/** One in ten is a page, one in twenty no longer wanted; menus and comments come along as they do. */
function postOf(id: number) {
  const tags = [id % 50, (id * 7 + 3) % 50].map((tag) => `<category domain="post_tag" nicename="topic-${tag}"><![CDATA[Topic ${tag}]]></category>`).join('')
  const category = `<category domain="category" nicename="${SECTIONS[id % 6]}"><![CDATA[${SECTIONS[id % 6]}]]></category>`
  const meta = `<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>${1_000_000 + (id % PICTURES)}</wp:meta_value></wp:postmeta>`
  const comment = id % 3 === 0 ? '<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content><![CDATA[Quite so.]]></wp:comment_content></wp:comment>' : ''
  const status = id % 20 === 0 ? 'draft' : 'publish'
  return itemOf({
    id,
    type: id % 10 === 0 ? 'page' : 'post',
    status,
    title: `Market &amp; river, round ${id}`,
    content: contentOf(id),
    more: category + tags + meta + comment,
  })
}

const paragraphs = (id: number) => Array.from({ length: 12 }, (_, at) => [0, 1, 2].map((more) => sentence(id + at * 3 + more)).join(' '))
const linkTo = (id: number) => `<a href="${OLD}/archive/post-${Math.max(1, id - 1)}/">the round before</a>`
const image = (id: number) => `<img src="${OLD}/wp-content/uploads/2019/picture-${id % PICTURES}-300x188.jpg" alt="The river" width="300" height="188" />`

/** Classic text, classic text with shortcodes, and blocks. */
function contentOf(id: number): string {
  const [first = '', ...rest] = paragraphs(id)
  if (id % 3 === 0)
    return [
      `${first} ${linkTo(id)}`,
      `[caption id="a" width="300"]${image(id)} The river[/caption]`,
      ...rest,
      '[gallery ids="1000001,1000002"]',
      '[related_posts count="3"]',
    ].join('\n\n')
  if (id % 3 === 1) return [`${first}\n${linkTo(id)}`, '<h2>What comes next</h2>', ...rest, 'https://www.youtube.com/watch?v=abc'].join('\n\n')
  const block = (name: string, html: string) => `<!-- wp:${name} -->\n${html}\n<!-- /wp:${name} -->`
  return [
    block('paragraph', `<p>${first} ${linkTo(id)}</p>`),
    block('image', `<figure class="wp-block-image">${image(id)}<figcaption>The river</figcaption></figure>`),
    ...rest.map((text) => block('paragraph', `<p>${text}</p>`)),
    block('list', '<ul><li>One</li><li>Two</li></ul>'),
    '<!-- wp:latest-posts /-->',
  ].join('\n\n')
}
