import { expect, test } from 'vitest'
import { targetsFirst } from '../../src/copy/targets-first.ts'

const ordered = (...rows: [from: string, to: string | null][]) => targetsFirst(rows.map(([from, to]) => ({ from, to }))).map(({ from, to }) => [from, to])

test('a chain that a file tells from its beginning is made from its end', () => {
  expect(ordered(['/a', '/b'], ['/b', 'https://old.example/C/'], ['/c', '/world'])).toEqual([
    ['/c', '/world'],
    ['/b', 'https://old.example/C/'],
    ['/a', '/b'],
  ])
})

test('what has nothing to do with each other stays in the order of the file', () => {
  const rows: [string, string | null][] = [
    ['/z', '/world'],
    ['/a', null],
    ['/m', '/world'],
    ['%', '/x'],
  ]
  expect(ordered(...rows)).toEqual(rows)
})

test('of an address that a file tells twice, the later line counts', () => {
  expect(ordered(['/a', '/x'], ['/b', '/a'], ['/a', '/y'])).toEqual([
    ['/a', '/x'],
    ['/a', '/y'],
    ['/b', '/a'],
  ])
})

test('a circle, and what leads into it, is told as it is: its last line is the one that’s refused', () => {
  const rows: [string, string][] = [
    ['/a', '/b'],
    ['/b', '/c'],
    ['/c', '/a'],
    ['/into', '/a'],
    ['/self', '/self'],
  ]
  expect(ordered(...rows)).toEqual([rows[4], ...rows.slice(0, 4)])
})

test('ten thousand that lead to one take no longer than others do', () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => ({ from: `/o/${at}`, to: '/list' }))
  expect(targetsFirst([...rows, { from: '/list', to: '/world' }])[0]).toEqual({ from: '/list', to: '/world' })
})
