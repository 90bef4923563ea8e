import { describe, expect, test } from 'vitest'
import { storyIn } from './old-stories.ts'
import { OLD, picture, post } from './wxr.ts'

const bodyOf = async (content: string, more: readonly string[] = [], meta: Record<string, string> = {}) => (await storyIn({ content, meta }, more)).body
const PICTURES = [
  picture(5, '2019/03/ferry.jpg', { parent: 12, meta: { _wp_attachment_image_alt: 'A ferry' }, excerpt: 'The *Star* at dawn' }),
  picture(6, '2019/03/quay.png', { parent: 12 }),
]

describe('the text of a classic post', () => {
  test('has its paragraphs and its lines', async () => {
    expect(await bodyOf('First line\nsecond line\n\nNext <em>paragraph</em>.\n<h2>Head</h2>\nAfter it.')).toEqual([
      { type: 'paragraph', text: 'First line<br>second line' },
      { type: 'paragraph', text: 'Next <em>paragraph</em>.' },
      { type: 'heading', level: 2, text: 'Head' },
      { type: 'paragraph', text: 'After it.' },
    ])
  })

  test('keeps code as it was laid out', async () => {
    expect(await bodyOf('<pre>a\n  [gallery]\n\nb</pre>')).toEqual([{ type: 'code', text: 'a\n  [gallery]\n\nb' }])
  })

  test('has pictures with the words under them', async () => {
    const caption = `[caption id="attachment_5" align="alignleft" width="300"]<a href="${OLD}/wp-content/uploads/2019/03/ferry.jpg"><img src="${OLD}/wp-content/uploads/2019/03/ferry-300x200.jpg" alt="Ferry" width="300" height="200" /></a> The <em>Star</em> at dawn[/caption]`
    expect(await bodyOf(`Before.\n\n${caption}\n\nAfter.`)).toMatchObject([
      { type: 'paragraph', text: 'Before.' },
      { type: 'picture', src: `${OLD}/wp-content/uploads/2019/03/ferry-300x200.jpg`, alt: 'Ferry', caption: 'The Star at dawn' },
      { type: 'paragraph', text: 'After.' },
    ])
  })

  test('has a gallery’s pictures: those it names, or all of the post', async () => {
    const src = (name: string) => ({ type: 'picture', src: `${OLD}/wp-content/uploads/2019/03/${name}` })
    expect(await bodyOf('[gallery ids="6"]', PICTURES)).toMatchObject([src('quay.png')])
    expect(await bodyOf('[gallery]', PICTURES)).toMatchObject([{ ...src('ferry.jpg'), alt: 'A ferry', caption: 'The *Star* at dawn' }, src('quay.png')])
  })

  test('says that a gallery has none of its pictures in the export', async () => {
    expect((await storyIn({ content: 'Text.\n\n[gallery ids="77"]' })).notes).toEqual([expect.stringContaining('by their numbers: “77”')])
    expect((await storyIn({ content: 'Text.\n\n[gallery]' })).notes).toEqual(['The shortcode [gallery] was left out.'])
  })

  test('loses no picture of a gallery without a word, though it has others', async () => {
    const { body, notes } = await storyIn({ content: '[gallery ids="6,77,78"]' }, PICTURES)
    expect(body).toMatchObject([{ src: expect.stringMatching(/quay\.png$/) }])
    expect(notes).toEqual([expect.stringContaining('by their numbers: “77, 78”. If the export has several files, name them all at once.')])
  })

  test('shows players as cards, and never an address alone', async () => {
    expect(await bodyOf('See:\n\nhttps://www.youtube.com/watch?v=abc&amp;t=5\n\n[vimeo 123]\n\n[embed]https://x.com/nacin/status/31[/embed]')).toEqual([
      { type: 'paragraph', text: 'See:' },
      { type: 'embed', url: 'https://www.youtube.com/watch?v=abc&t=5', title: 'YouTube', provider: 'YouTube' },
      { type: 'embed', url: 'https://vimeo.com/123', title: 'Vimeo', provider: 'Vimeo' },
      { type: 'embed', url: 'https://x.com/nacin/status/31', title: '@nacin', provider: 'X' },
    ])
  })

  test('loses a plugin’s shortcode and says which, keeps the words in it, and takes no brackets of prose for one', async () => {
    const { body, notes } = await storyIn({ content: 'He [sic] said [1].\n\n[fancy_box color="red"]Inner words.[/fancy_box]\n\n[contact-form-7 id="3"]' })
    expect(body).toEqual([
      { type: 'paragraph', text: 'He [sic] said [1].' },
      { type: 'paragraph', text: 'Inner words.' },
    ])
    expect(notes).toEqual(['The shortcode [fancy_box] was left out.', 'The shortcode [contact-form-7] was left out.'])
  })

  test('with brackets that nothing closes is read all the same', async () => {
    expect(await bodyOf('[a b="'.repeat(30_000))).toHaveLength(1)
    expect(await bodyOf('[a][/b]<pre><!-- wp:x {'.repeat(30_000))).not.toEqual([])
  })
})

describe('the text of blocks', () => {
  test('is read without the comments around it, and pull quotes are pull quotes', async () => {
    const content = [
      '<!-- wp:paragraph -->\n<p>One\ntwo.</p>\n<!-- /wp:paragraph -->',
      '<!-- wp:pullquote -->\n<figure class="wp-block-pullquote"><blockquote><p>So true.</p><cite>Ann</cite></blockquote></figure>\n<!-- /wp:pullquote -->',
      '<!-- wp:embed {"url":"https://example.org/clip","type":"video"} -->\n<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://example.org/clip\n</div><figcaption>The clip</figcaption></figure>\n<!-- /wp:embed -->',
      '<!-- wp:verse -->\n<pre class="wp-block-verse">Line one\nLine two</pre>\n<!-- /wp:verse -->',
    ].join('\n\n')
    expect(await bodyOf(content)).toMatchObject([
      { type: 'paragraph', text: 'One two.' },
      { type: 'pullquote', text: 'So true.', cite: 'Ann' },
      { type: 'embed', url: 'https://example.org/clip', title: 'The clip' },
      { type: 'paragraph', text: 'Line one<br>Line two' },
    ])
  })

  test('keeps pictures, files and players of every block, each once', async () => {
    const content = [
      `<!-- wp:gallery --><figure class="wp-block-gallery"><!-- wp:image --><figure class="wp-block-image"><img src="${OLD}/a.jpg" alt=""/><figcaption>One</figcaption></figure><!-- /wp:image --><figcaption>All</figcaption></figure><!-- /wp:gallery -->`,
      `<!-- wp:cover {"url":"x"} --><div class="wp-block-cover"><img alt="" src="${OLD}/c.jpg"/><div><p>Over it</p></div></div><!-- /wp:cover -->`,
      `<!-- wp:file --><div class="wp-block-file"><a href="${OLD}/r.pdf">Report</a><a href="${OLD}/r.pdf" class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->`,
      `<!-- wp:video --><figure class="wp-block-video"><video controls src="${OLD}/v.mp4"></video><figcaption>The film</figcaption></figure><!-- /wp:video -->`,
    ]
    expect(await bodyOf(content.join('\n'))).toEqual([
      { type: 'picture', src: `${OLD}/a.jpg`, alt: '', caption: 'One' },
      { type: 'paragraph', text: 'All' },
      { type: 'picture', src: `${OLD}/c.jpg`, alt: '' },
      { type: 'paragraph', text: 'Over it' },
      { type: 'paragraph', text: `<a href="${OLD}/r.pdf">Report</a>` },
      { type: 'embed', url: `${OLD}/v.mp4`, title: 'The film' },
    ])
  })

  test('of an accordion keep its questions, and a file is there once though it was shown, too', async () => {
    const { body, notes } = await storyIn({
      content: [
        '<!-- wp:accordion --><div class="wp-block-accordion"><!-- wp:accordion-item --><div class="wp-block-accordion-item"><!-- wp:accordion-heading --><h3 class="wp-block-accordion-heading"><button type="button" class="wp-block-accordion-heading__toggle"><span class="wp-block-accordion-heading__toggle-title">Who pays?</span><span class="wp-block-accordion-heading__toggle-icon" aria-hidden="true">+</span></button></h3><!-- /wp:accordion-heading --><!-- wp:accordion-panel --><div role="region" class="wp-block-accordion-panel"><!-- wp:paragraph --><p>You do.</p><!-- /wp:paragraph --></div><!-- /wp:accordion-panel --></div><!-- /wp:accordion-item --></div><!-- /wp:accordion -->',
        `<!-- wp:file {"displayPreview":true} --><div class="wp-block-file"><object class="wp-block-file__embed" data="${OLD}/r.pdf" type="application/pdf" style="width:100%"></object><a href="${OLD}/r.pdf">r</a><a href="${OLD}/r.pdf" class="wp-block-file__button wp-element-button" download>Download</a></div><!-- /wp:file -->`,
      ].join('\n'),
    })
    expect(notes).toEqual([])
    expect(body).toEqual([
      { type: 'heading', level: 3, text: 'Who pays?' },
      { type: 'paragraph', text: 'You do.' },
      { type: 'paragraph', text: `<a href="${OLD}/r.pdf">r</a>` },
    ])
  })

  test('within others are read in their order: details, columns, media beside text, buttons, tables', async () => {
    const content = [
      '<!-- wp:details --><details class="wp-block-details"><summary>Why?</summary><!-- wp:paragraph --><p>Because.</p><!-- /wp:paragraph --></details><!-- /wp:details -->',
      '<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column --><div class="wp-block-column"><p>L</p></div><!-- /wp:column --><!-- wp:column --><div class="wp-block-column"><p>R</p></div><!-- /wp:column --></div><!-- /wp:columns -->',
      `<!-- wp:media-text --><div class="wp-block-media-text"><figure class="wp-block-media-text__media"><img src="${OLD}/m.jpg" alt="x"/></figure><div class="wp-block-media-text__content"><p>Beside.</p></div></div><!-- /wp:media-text -->`,
      '<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="https://a.example/join">Join</a></div><!-- /wp:button --></div><!-- /wp:buttons -->',
      '<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><figcaption class="wp-element-caption">Fares</figcaption></figure><!-- /wp:table -->',
    ]
    expect(await bodyOf(content.join('\n\n'))).toMatchObject([
      { type: 'html', html: '<details><summary>Why?</summary><p>Because.</p></details>' },
      { text: 'L' },
      { text: 'R' },
      { type: 'picture', src: `${OLD}/m.jpg` },
      { text: 'Beside.' },
      { text: '<a href="https://a.example/join">Join</a>' },
      { type: 'table', caption: 'Fares', head: ['A'], rows: [['1']] },
    ])
  })

  test('names what WordPress would only have made when the page was shown', async () => {
    const { notes } = await storyIn({
      content: '<!-- wp:paragraph --><p>A.</p><!-- /wp:paragraph --><!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:jetpack/map {"a":{"b":1}} /-->',
    })
    expect(notes).toEqual(['The block latest-posts was left out.', 'The block jetpack/map was left out.'])
  })

  test('has what shared blocks say, and is not caught in one that shares itself', async () => {
    const shared = post({ id: 90, type: 'wp_block', content: '<!-- wp:paragraph --><p>Shared.</p><!-- /wp:paragraph --><!-- wp:block {"ref":90} /-->' })
    expect(await bodyOf('<!-- wp:block {"ref":90} /-->', [shared])).toEqual([{ type: 'paragraph', text: 'Shared.' }])
  })

  test('has its footnotes, each with a link there and back', async () => {
    const footnotes = JSON.stringify([{ id: 'u-1', content: 'Says <em>Ann</em>.' }])
    const content =
      '<!-- wp:paragraph --><p>True<sup data-fn="u-1" class="fn"><a href="#u-1" id="u-1-link">1</a></sup>.</p><!-- /wp:paragraph -->\n<!-- wp:footnotes /-->'
    expect(await bodyOf(content, [], { footnotes })).toEqual([
      { type: 'paragraph', text: 'True<sup><a href="#fn-1" id="fnref-1">1</a></sup>.' },
      { type: 'divider' },
      { type: 'paragraph', text: '<a href="#fnref-1" id="fn-1">1</a> Says <em>Ann</em>.' },
    ])
  })

  test('has its footnotes though a plugin escaped them twice, and says which texts are lost', async () => {
    const content = '<!-- wp:paragraph --><p>True<sup data-fn="u-1" class="fn"><a href="#u-1" id="u-1-link">1</a></sup>.</p><!-- /wp:paragraph -->'
    const twice = JSON.stringify([{ id: 'u-1', content: 'Says <a href="https://ann.example/">Ann</a>.' }]).replace(/[\\"]/g, '\\$&')
    expect((await bodyOf(content, [], { footnotes: twice })).at(-1)).toMatchObject({
      text: expect.stringContaining('Says <a href="https://ann.example/">Ann</a>.'),
    })
    const { notes } = await storyIn({ content, meta: { footnotes: '[{"id": broken' } })
    expect(notes).toEqual(['The text of a footnote is not in the export: only its number came along.'])
  })

  test('keeps films, recordings and players that came by plain http', async () => {
    const content = ['<video controls src="http://a.example/v.mp4"></video>', '<audio><source src="http://b.example/a.mp3"></audio>']
    expect(await bodyOf([...content, '<iframe src="http://player.example/1"></iframe>'].join(''))).toMatchObject([
      { type: 'embed', url: 'https://a.example/v.mp4' },
      { type: 'embed', url: 'https://b.example/a.mp3' },
      { type: 'embed', url: 'https://player.example/1' },
    ])
  })

  test('says which links of its captions are lost: a caption is plain text here', async () => {
    const { notes } = await storyIn({
      content: `<figure><img src="${OLD}/a.jpg" alt=""><figcaption>By <a href="https://ann.example/">Ann</a></figcaption></figure>`,
    })
    expect(notes).toEqual(['The link to “https://ann.example/” was removed: captions, credits and titles are plain text. Its words were kept.'])
  })

  test('keeps the picture behind a cover, and says that a list of other posts is lost', async () => {
    const { body, notes } = await storyIn({
      content: `<!-- wp:cover {"hasParallax":true} --><div class="wp-block-cover has-parallax" style="background-image:url(${OLD}/a.jpg)"><div><p>On it</p></div></div><!-- /wp:cover --><!-- wp:query {"queryId":1} --><div><!-- wp:post-title /--></div><!-- /wp:query -->`,
    })
    expect(body).toEqual([
      { type: 'picture', src: `${OLD}/a.jpg`, alt: '' },
      { type: 'paragraph', text: 'On it' },
    ])
    expect(notes).toEqual(['The block query was left out.'])
  })

  test('shows a player for an address alone in its paragraph, wherever the line ends', async () => {
    expect(await bodyOf('<p>See</p><p>https://youtu.be/def</p><p>On https://youtu.be/x too</p>')).toMatchObject([
      { type: 'paragraph' },
      { type: 'embed', url: 'https://youtu.be/def' },
      { type: 'paragraph', text: 'On https://youtu.be/x too' },
    ])
  })

  test.each(['<a ', '<div ', '<p ', '<pre class="wp-block-verse">', '<sup data-fn="a">', '<video '])(
    'of %s that nothing closes is read all the same',
    async (tag) => {
      const { body } = await storyIn({ content: `<p>Here.</p>${tag.repeat(300_000 / tag.length)}`, meta: { footnotes: '[{"id":"a","content":"x"}]' } })
      expect(body[0]).toMatchObject({ text: 'Here.' })
    },
    20_000,
  )
})
