/** An edition to measure on: articles of about 700 words, as many as it takes to be cold every time. */
const WORDS =
  'the council voted late on a plan that had been argued over for most of the year and would move the market from the river to the old station yard'.split(' ')

export const sentence = (seed: number) => {
  const words = Array.from({ length: 14 + (seed % 9) }, (_, at) => WORDS[(seed * 7 + at * 5) % WORDS.length])
  return `${words.join(' ').replace(/^./, (letter) => letter.toUpperCase())}.`
}

const paragraph = (seed: number) => ({ type: 'paragraph', text: [0, 1, 2].map((at) => sentence(seed + at * 31)).join(' ') })

export const benchSite = {
  v: 1,
  name: 'Dateline',
  url: 'https://news.example',
  timeZone: 'Asia/Singapore',
  timeZoneLabel: 'SGT',
  badge: { label: 'Edge News Prize 2026' },
  sections: ['world', 'asia', 'business', 'climate', 'technology', 'culture'].map((slug) => ({ slug, name: slug })),
  newsletter: {
    lists: [{ slug: 'daily', name: 'Daily' }],
    consentVersion: '1',
    consent: 'I agree to receive the newsletter and may leave it at any time.',
    withheld: 'Our newsletters are not offered to residents of the E.U.',
    from: { address: 'letters@news.example' },
  },
}

export const benchArticle = (slug: string, seed: number) => ({
  v: 1,
  slug,
  section: 'world',
  headline: `Market to move from the river, council decides in round ${seed}`,
  standfirst: sentence(seed),
  byline: [{ name: 'Mara Lindqvist', slug: 'mara-lindqvist' }],
  source: { name: 'Reuters', credit: 'ec' },
  publishedAt: '2026-10-10T16:05:00Z',
  picture: { src: '/pictures/0123456789abcdef', alt: 'The river at night', width: 1600, height: 1067, caption: 'The river.', credit: 'Dateline' },
  body: Array.from({ length: 14 }, (_, at) => (at === 6 ? { type: 'heading', text: 'What comes next' } : paragraph(seed + at))),
  topics: [
    { slug: 'markets', name: 'Markets' },
    { slug: 'rivers', name: 'Rivers' },
  ],
})

export const benchAlso = (slug: string) => ({
  v: 1,
  slug,
  cards: Array.from({ length: 6 }, (_, at) => ({ slug: `other-${at}`, section: 'world', headline: sentence(at), publishedAt: '2026-10-10T16:05:00Z' })),
})
