/** What crawlers may do (RFC 9309), and what may be done with what they take (contentsignals.org). */
import type { Site } from '../copy/shapes/site.ts'

/** Crawlers that gather text to train models. */
const TRAINERS = [
  'AI2Bot',
  'Amazonbot',
  'anthropic-ai',
  'Applebot-Extended',
  'Bytespider',
  'CCBot',
  'ClaudeBot',
  'cohere-training-data-crawler',
  'Diffbot',
  'FacebookBot',
  'Google-Extended',
  'GPTBot',
  'ImagesiftBot',
  'img2dataset',
  'Kangaroo Bot',
  'meta-externalagent',
  'omgili',
  'PanguBot',
  'Timpibot',
  'Webzio-Extended',
]
/** Agents that fetch a page to answer one person's question, or to find it. */
const ASSISTANTS = [
  'ChatGPT-User',
  'Claude-SearchBot',
  'Claude-User',
  'DuckAssistBot',
  'meta-externalfetcher',
  'MistralAI-User',
  'OAI-SearchBot',
  'Perplexity-User',
  'PerplexityBot',
  'YouBot',
]

/** Nothing there is for search: the newsroom’s own addresses, parts of pages, and pages without end. */
const DISALLOWED = ['/api/', '/desk', '/search', '/preview/', '/fragments/']

export function robots(site: Site) {
  const signals = signalsOf(site)
  const unwelcome = [...(signals.aiTrain === false ? TRAINERS : []), ...(signals.aiInput === false ? ASSISTANTS : [])]
  return [
    'User-agent: *',
    `Content-Signal: ${signalLine(signals)}`,
    ...DISALLOWED.map((path) => `Disallow: ${path}`),
    'Allow: /',
    ...(unwelcome.length > 0 ? ['', ...unwelcome.map((name) => `User-agent: ${name}`), 'Disallow: /'] : []),
    '',
    `Sitemap: ${site.url}/sitemap.xml`,
    `Sitemap: ${site.url}/sitemap-news.xml`,
    '',
  ].join('\n')
}

type Signals = { search?: boolean | undefined; aiInput?: boolean | undefined; aiTrain?: boolean | undefined }

/** What the operator says in detail counts before the policy as a whole. */
const signalsOf = ({ aiCrawlers, contentSignals }: Site): Signals => ({
  search: contentSignals?.search ?? true,
  aiInput: contentSignals?.aiInput ?? (aiCrawlers === 'allow' ? true : undefined),
  aiTrain: contentSignals?.aiTrain ?? aiCrawlers === 'allow',
})

/** A signal left out grants nothing and forbids nothing. */
const signalLine = ({ search, aiInput, aiTrain }: Signals) =>
  [['search', search] as const, ['ai-input', aiInput] as const, ['ai-train', aiTrain] as const]
    .flatMap(([name, may]) => (may === undefined ? [] : [`${name}=${may ? 'yes' : 'no'}`]))
    .join(', ')
