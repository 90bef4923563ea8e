/** What the checks found, each leading to its place. A script shows the same, and goes on checking. */
import type { Finding } from '../../../copy/checks/finding.ts'
import { storyFieldOf } from '../../story-values.ts'

export const FindingsList = ({ findings, hrefOf }: { findings: readonly Finding[]; hrefOf: (field: string) => string }) => (
  <ul class="findings">
    {findings.map(({ level, where, message }) => {
      const field = storyFieldOf(where)
      return (
        <li class={level}>
          <span class="level">{LEVELS[level]}</span> {field ? <a href={hrefOf(field)}>{message}</a> : message}
        </li>
      )
    })}
  </ul>
)

const LEVELS = { block: 'Must be fixed:', advise: 'Advice:', ask: 'Question:' } as const

export const blocking = (findings: readonly Finding[]) => findings.filter(({ level }) => level === 'block')
