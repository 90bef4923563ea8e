/** The word before a headline that tells what is not plain news. */
import type { Kind } from '../copy/shapes/article.ts'
import type { Phrases } from './phrases/en.ts'

/** `ended`: the event is over, of which it told live. */
type Labelled = { kind?: Kind | undefined; developing?: boolean | undefined; ended?: unknown }

export function KindLabel({ article, phrases }: { article: Labelled; phrases: Phrases }) {
  const label = kindLabel(article, phrases)
  return label ? (
    <strong class={`kind kind-${article.ended ? 'ended' : article.kind && article.kind !== 'news' ? article.kind : 'developing'}`}>{label}</strong>
  ) : null
}

export function kindLabel({ kind, developing, ended }: Labelled, phrases: Phrases) {
  switch (kind) {
    case 'live':
      return ended ? phrases.asItHappened : phrases.live
    case 'opinion':
      return phrases.opinion
    case 'analysis':
      return phrases.analysis
    case 'explainer':
      return phrases.explainer
    case 'sponsored':
      return phrases.sponsored
    case 'news':
    case undefined:
      return developing && !ended ? phrases.developingShort : undefined
  }
}
