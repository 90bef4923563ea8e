/** How a language counts, lists and begins a sentence: by the platform's rules of it (CLDR), in the words of its phrases. */
import type { Edit, Part } from '../../copy/diff/word-diff.ts'

/** `categories` are the language's plurals that our words tell apart; the last stands for all that are not named. */
export function grammarOf<const Categories extends readonly Intl.LDMLPluralRule[]>(lang: string, categories: Categories) {
  // Made when first asked: nothing of this may cost time before the Worker can answer.
  let rules: Intl.PluralRules | undefined
  let list: Intl.ListFormat | undefined

  /** One form for each category; `#` in it is the number. */
  const counted = (...forms: { [At in keyof Categories]: string }) => {
    return (count: number) => {
      rules ??= new Intl.PluralRules(lang)
      return (forms[categories.indexOf(rules.select(count))] ?? forms.at(-1) ?? '').replace('#', String(count))
    }
  }

  /** A sentence of what was done to which parts: "Headline and 3 paragraphs changed, 1 picture added." */
  const told = (
    parts: Record<Part, string | ((count: number) => string)>,
    done: Record<Edit['done'], (what: string) => string>,
    between: string,
  ): ((edits: readonly Edit[]) => string) => {
    const named = ({ what, count }: Edit) => {
      const part = parts[what]
      return typeof part === 'string' ? part : part(count)
    }
    return (edits) => {
      list ??= new Intl.ListFormat(lang)
      const clauses: string[] = []
      for (const deed of ['changed', 'added', 'removed'] as const) {
        const what = edits.filter((edit) => edit.done === deed).map(named)
        if (what.length > 0) clauses.push(done[deed](list.format(what)))
      }
      const sentence = clauses.join(between)
      return `${sentence.charAt(0).toLocaleUpperCase(lang)}${sentence.slice(1)}.`
    }
  }

  return { counted, told }
}
