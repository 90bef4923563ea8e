/** The word before a headline that tells what is not plain news. */
import type { Kind } from '../copy/shapes/article.ts'
import type { Phrases } from './phrases/en.ts'

type Labelled = { kind?: Kind | undefined; developing?: boolean | undefined }

export function KindLabel({ article, phrases }: { article: Labelled; phrases: Phrases }) {
  const label = kindLabel(article, phrases)
  return label ? <strong class={`kind kind-${article.kind && article.kind !== 'news' ? article.kind : 'developing'}`}>{label}</strong> : null
}

export function kindLabel({ kind, developing }: Labelled, phrases: Phrases) {
  switch (kind) {
    case 'live':
      return phrases.live
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
      return developing ? phrases.developingShort : undefined
  }
}
