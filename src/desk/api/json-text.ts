/** JSON from outside, before anything is known of it but its size. */
import { type Flaw, parseJson } from '../../copy/parse.ts'
import { MAX_FLAWS } from '../../copy/text/max-flaws.ts'
import { type OrProblem, type Problem, refuseWith } from '../../edge/problem.ts'

/** A body deeper than this is no copy; what walks it later may recurse. */
const MAX_DEPTH = 64
/** As many as a body may have blocks. */
const MAX_ELEMENTS = 2000

/** JSON as it came: a value that is shallow and has no endless lists, but nothing more is known of it. */
export function parseJsonText(text: string, maxElements = MAX_ELEMENTS): OrProblem<unknown> {
  if (!text.trim()) return refuseWith({ status: 400, detail: 'The body is empty. Send JSON.' })
  const parsed = parseJson(text)
  if (!parsed.ok) return refuseWith({ status: 400, detail: `${parsed.flaws[0]?.message}`, flaws: parsed.flaws })
  const flaws = sizeFlaws(parsed.value, maxElements)
  return flaws.length > 0 ? refuseWith(flawsProblem(flaws)) : parsed
}

export const flawsProblem = (flaws: Flaw[]): Problem => ({
  status: 422,
  detail: flaws.length === 1 ? '1 problem to fix.' : `${flaws.length} problems to fix.`,
  flaws,
})

/** What is nested too deeply or listed without end. Walks without recursion: JSON.parse takes any depth, the stack does not. */
export function sizeFlaws(input: unknown, maxElements = MAX_ELEMENTS): Flaw[] {
  const flaws: Flaw[] = []
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value: input, pointer: '', depth: 0 }]
  for (let next = open.pop(); next && flaws.length < MAX_FLAWS; next = open.pop()) {
    const { value, pointer, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (depth >= MAX_DEPTH) flaws.push({ pointer, message: `This is nested more than ${MAX_DEPTH} levels deep.` })
    else if (Array.isArray(value) && value.length > maxElements)
      flaws.push({ pointer, message: `A list can have up to ${maxElements.toLocaleString('en')} elements. This one has ${value.length.toLocaleString('en')}.` })
    else
      for (const [key, child] of Object.entries(value))
        open.push({ value: child, pointer: `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, depth: depth + 1 })
  }
  return flaws
}
