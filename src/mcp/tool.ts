/** What an agent can ask for, how it is described to it, and how it is answered. */
import type { CallToolResult, ToolAnnotations } from '@modelcontextprotocol/server'
import type * as v from 'valibot'
import type { Problem } from '../edge/problem.ts'
import { problemWords } from './problem-words.ts'

/** `texts` are for the agent to read; text that others wrote stands in one of its own. A refusal says what to do instead. */
export type Answer = { texts: string[] } | { refusal: string }

/** `effect`: nothing changes; something is filed that readers don't see; readers may see it. */
export type Tool<Caller> = {
  name: string
  title: string
  description: string
  effect: 'reads' | 'files' | 'publishes'
  takes: v.GenericSchema
  answer: (input: never, caller: Caller) => Promise<Answer>
}

/** A tool whose answer is given what its schema lets in. */
export const tool = <S extends v.GenericSchema, Caller>(
  described: Omit<Tool<Caller>, 'takes' | 'answer'> & { takes: S; answer: (input: v.InferOutput<S>, caller: Caller) => Promise<Answer> },
): Tool<Caller> => described

/** Hints for people's clients, which ask before they let an agent do more than read. */
export function annotationsOf({ effect, title }: Tool<never>): ToolAnnotations {
  switch (effect) {
    case 'reads':
      return { title, readOnlyHint: true, openWorldHint: false }
    case 'files':
      return { title, readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false }
    case 'publishes':
      return { title, readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true }
  }
}

export const resultOf = (answer: Answer): CallToolResult =>
  'refusal' in answer ? { isError: true, content: [textOf(answer.refusal)] } : { content: answer.texts.map(textOf) }

const textOf = (text: string) => ({ type: 'text' as const, text })

export const answerJson = (value: unknown, ...before: string[]): Answer => ({ texts: [...before, JSON.stringify(value)] })

/** In the words that the API has for it, with each flaw and where it is. */
export const refuseAs = (problem: Problem): Answer => ({ refusal: problemWords(problem) })
