import { expect, test } from 'vitest'
import { storyIn } from './old-stories.ts'

const cardOf = async (content: string) => {
  const { body, notes } = await storyIn({ content: `<p>Before.</p>\n${content}\n<p>After.</p>` })
  expect(notes).toEqual([])
  expect(body.map(({ type }) => type)).toEqual(['paragraph', 'embed', 'paragraph'])
  return body[1]
}

test.each([
  [
    'X',
    '<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">The bridge is open.<a href="https://t.co/x">t.co</a></p>&mdash; Ann (@ann) <a href="https://twitter.com/ann/status/123?ref_src=twsrc%5Etfw">1 March 2019</a></blockquote> <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>',
    { url: 'https://twitter.com/ann/status/123', title: '@ann', provider: 'X', text: 'The bridge is open.t.co' },
  ],
  [
    'Instagram',
    '<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="https://www.instagram.com/p/AbC/?utm_source=ig_embed&amp;utm_campaign=loading" data-instgrm-version="14" style="background:#FFF"><div style="padding:16px;"> <a href="https://www.instagram.com/p/AbC/?utm_source=ig_embed"><div>View this post</div></a><blockquote>in</blockquote><p><a href="https://www.instagram.com/p/AbC/">A post shared by Ann</a></p></div></blockquote> <script async src="//www.instagram.com/embed.js"></script>',
    { url: 'https://www.instagram.com/p/AbC/', title: 'Instagram' },
  ],
  [
    'Facebook',
    '<div id="fb-root"></div><script async defer src="https://connect.facebook.net/en_US/sdk.js#xfbml=1"></script><div class="fb-post" data-href="https://www.facebook.com/harbour/posts/9" data-width="500"><div class="inner"><blockquote cite="x">Hi</blockquote></div></div>',
    { url: 'https://www.facebook.com/harbour/posts/9', title: 'Facebook' },
  ],
  [
    'TikTok',
    '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ann/video/7" data-video-id="7" style="max-width: 605px;"> <section> <a href="https://www.tiktok.com/@ann?refer=embed">@ann</a> <p>Seals</p></section> </blockquote> <script async src="https://www.tiktok.com/embed.js"></script>',
    { url: 'https://www.tiktok.com/@ann/video/7', title: 'TikTok' },
  ],
  [
    'Bluesky',
    '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:a/app.bsky.feed.post/3k"><p lang="en">It rained.</p>&mdash; Ann (<a href="https://bsky.app/profile/did:plc:a?ref_src=embed">@ann</a>) <a href="https://bsky.app/profile/did:plc:a/post/3k?ref_src=embed">1 March</a></blockquote><script async src="https://embed.bsky.app/static/embed.js"></script>',
    { url: 'https://bsky.app/profile/did:plc:a/post/3k', title: 'Bluesky', text: 'It rained.' },
  ],
  [
    'Threads',
    '<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.net/@ann/post/C1" id="ig-tp-C1"><a href="https://www.threads.net/@ann/post/C1"><div>Post by @ann</div></a></blockquote>',
    { url: 'https://www.threads.net/@ann/post/C1', title: 'Threads' },
  ],
])('a post of %s that was pasted as code is a card, and its script no loss', async (_, content, card) => {
  expect(await cardOf(content)).toMatchObject({ type: 'embed', ...card })
})

test('a block whose player WordPress never fetched keeps its address', async () => {
  expect(await cardOf('<!-- wp:embed {"url":"https://www.youtube.com/watch?v=1","type":"video"} /-->')).toMatchObject({
    url: 'https://www.youtube.com/watch?v=1',
  })
})

test('a quotation that only mentions a network stays one', async () => {
  const { body } = await storyIn({ content: '<blockquote class="twitter-tweet"><p>No link here.</p></blockquote>' })
  expect(body).toMatchObject([{ type: 'quote', text: 'No link here.' }])
})

test.each(['<blockquote class="twitter-tweet">', '<div class="fb-post" data-href="https://facebook.com/1">', '<blockquote class="instagram-media" '])(
  'many of %s that nothing closes are read all the same',
  async (open) => {
    const { body } = await storyIn({ content: `<p>Here.</p>${open.repeat(200_000 / open.length)}` })
    expect(body[0]).toMatchObject({ text: 'Here.' })
  },
  20_000,
)
