/** The editor's document: a body of copy, block for block. */
import { Schema } from 'prosemirror-model'
import { CARDS } from './cards.ts'
import { MARKS } from './marks.ts'
import { STRUCTURES } from './structures.ts'
import { TEXT_NODES } from './text-nodes.ts'

export const schema = new Schema({ nodes: { doc: { content: 'block+' }, ...TEXT_NODES, ...STRUCTURES, ...CARDS }, marks: MARKS })
