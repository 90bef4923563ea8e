/** What somebody typed, of all that their form carried: to be read, and kept elsewhere. */
import type { Block } from '../../../copy/shapes/block.ts'

/** A form's own: what it began from, and by which key it is carried out once. */
const CARRIED = /^(?:draft|base|request|tag|cursor)$|(?:^|-)was$/
/** Longer than a choice. Shorter, it is somebody's where it has more than one word. */
const MIN_TYPED = 40

/** In the form's order. The body of the editor's script comes last, as Markdown, in place of the text field that it began from. */
export async function typedInFields(fields: readonly [string, string][]): Promise<string[]> {
  const body = await bodyInFields(fields)
  const isCarried = (name: string) => CARRIED.test(name) || name === 'body' || (name === 'markdown' && body !== undefined)
  const texts = [...fields.filter(([name]) => !isCarried(name)).map(([, value]) => value), body ?? '']
  return texts.map((text) => text.trim()).filter((text) => text.length > MIN_TYPED || /\s/.test(text))
}

async function bodyInFields(fields: readonly [string, string][]): Promise<string | undefined> {
  const json = fields.find(([name]) => name === 'body')?.[1]
  if (!json) return undefined
  const { markdownFromBlocks } = await import('../../../copy/markdown/to-markdown.ts')
  try {
    return markdownFromBlocks(JSON.parse(json) as Block[])
  } catch {
    // Nobody has checked it yet. As it came it is better than nothing.
    return json
  }
}
