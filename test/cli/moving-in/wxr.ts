/** WordPress exports for tests, as its own exporter writes them. */

export const OLD = 'https://old.example'

export type PostFields = {
  id: number
  title?: string
  content?: string
  excerpt?: string
  type?: string
  status?: string
  name?: string
  link?: string
  date?: string
  gmt?: string
  parent?: number
  password?: string
  creator?: string
  guid?: string
  attachment?: string
  /** `[domain, nicename, name]` */
  terms?: readonly (readonly [string, string, string])[]
  meta?: Readonly<Record<string, string>>
  comments?: number
}

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

export const post = ({
  id,
  title = `Post ${id}`,
  content = `<p>The text of ${id}.</p>`,
  excerpt = '',
  type = 'post',
  status = 'publish',
  name = `post-${id}`,
  link = `${OLD}/2019/03/${name}/`,
  date = '2019-03-01 10:00:00',
  gmt = '2019-03-01 09:00:00',
  parent = 0,
  password = '',
  creator = 'edith',
  guid = `${OLD}/?p=${id}`,
  attachment,
  terms = [],
  meta = {},
  comments = 0,
}: PostFields) => `	<item>
		<title>${cdata(title)}</title>
		<link>${link.replaceAll('&', '&amp;')}</link>
		<pubDate>${gmt.startsWith('0000') ? 'Mon, 30 Nov -0001 00:00:00 +0000' : new Date(`${gmt.replace(' ', 'T')}Z`).toUTCString().replace('GMT', '+0000')}</pubDate>
		<dc:creator>${cdata(creator)}</dc:creator>
		<guid isPermaLink="false">${guid}</guid>
		<description></description>
		<content:encoded>${cdata(content)}</content:encoded>
		<excerpt:encoded>${cdata(excerpt)}</excerpt:encoded>
		<wp:post_id>${id}</wp:post_id>
		<wp:post_date>${cdata(date)}</wp:post_date>
		<wp:post_date_gmt>${cdata(gmt)}</wp:post_date_gmt>
		<wp:post_name>${cdata(name)}</wp:post_name>
		<wp:status>${cdata(status)}</wp:status>
		<wp:post_parent>${parent}</wp:post_parent>
		<wp:post_type>${cdata(type)}</wp:post_type>
		<wp:post_password>${cdata(password)}</wp:post_password>
${attachment ? `		<wp:attachment_url>${cdata(attachment)}</wp:attachment_url>\n` : ''}${terms.map(([domain, slug, label]) => `		<category domain="${domain}" nicename="${slug}">${cdata(label)}</category>\n`).join('')}${Object.entries(
  meta,
)
  .map(([key, value]) => `		<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>\n`)
  .join('')}${'		<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>Nice.</wp:comment_content></wp:comment>\n'.repeat(comments)}	</item>
`

export const picture = (id: number, path: string, fields: Partial<PostFields> = {}) =>
  post({
    id,
    type: 'attachment',
    status: 'inherit',
    title: `Picture ${id}`,
    content: '',
    link: `${OLD}/picture-${id}/`,
    attachment: `${OLD}/wp-content/uploads/${path}`,
    ...fields,
  })

const author = ([login, name]: readonly [string, string]) =>
  `	<wp:author><wp:author_login>${login}</wp:author_login><wp:author_email>${login}@old.example</wp:author_email><wp:author_display_name>${cdata(name)}</wp:author_display_name></wp:author>\n`

export const category = (slug: string, name: string, parent = '', description = '') =>
  `	<wp:category><wp:term_id>${slug.length}</wp:term_id><wp:category_nicename>${slug}</wp:category_nicename><wp:category_parent>${parent}</wp:category_parent><wp:cat_name>${cdata(name)}</wp:cat_name>${description ? `<wp:category_description>${cdata(description)}</wp:category_description>` : ''}</wp:category>\n`

export const wxr = (items: readonly string[], { records = '', authors = [['edith', 'Edith Coyle']] as readonly (readonly [string, string])[] } = {}) =>
  `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>The Harbour Post</title>
	<link>${OLD}</link>
	<language>en-GB</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>${OLD}</wp:base_site_url>
	<wp:base_blog_url>${OLD}</wp:base_blog_url>
	<generator>https://wordpress.org/?v=6.9</generator>
${authors.map(author).join('')}${records}${items.join('')}</channel>
</rss>
`
