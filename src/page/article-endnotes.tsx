/** What comes below an article's text wherever it is shown outside its own page: in feeds, in issues of newsletters. */
import type { Article } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { Phrases } from './phrases/en.ts'
import { dayText } from './time.ts'

export const SourceNote = ({ source, phrases }: { source: NonNullable<Article['source']>; phrases: Phrases }) => (
  <p>
    {phrases.source}: {source.name}
    {source.credit && `/${source.credit}`}
  </p>
)

type CorrectionProps = { correction: NonNullable<Article['corrections']>[number]; site: Site; phrases: Phrases }

export const CorrectionNote = ({ correction: { at, text }, site, phrases }: CorrectionProps) => (
  <p>
    <strong>
      {phrases.correction}, {dayText(at, site)}:
    </strong>{' '}
    {text}
  </p>
)
