import { expect, test } from 'vitest'
import { linesOfJson, linesOfMarkdown } from '../../src/cli/pointer-line.ts'

test('a JSON Pointer finds the line of its field, whatever the layout', () => {
  const text = '{ "a": 1,\n  "b~/": {"c": "x, y: {[\\"",\n "d": [\n1, {\n"e": null }, [ true ] ] },\n\n "f": [] }'
  const lines = linesOfJson(text)
  expect(Object.fromEntries(lines)).toEqual({
    '': 1,
    '/a': 1,
    '/b~0~1': 2,
    '/b~0~1/c': 2,
    '/b~0~1/d': 3,
    '/b~0~1/d/0': 4,
    '/b~0~1/d/1': 4,
    '/b~0~1/d/1/e': 5,
    '/b~0~1/d/2': 5,
    '/b~0~1/d/2/0': 5,
    '/f': 7,
  })
})

test('deep nesting costs no stack', () => {
  const depth = 5000
  expect(linesOfJson(`${'['.repeat(depth)}${']'.repeat(depth)}`).size).toBe(depth)
})

test('front matter and blocks of Markdown have their lines', () => {
  const lines = linesOfMarkdown(
    '---\nheadline: One\npicture:\n  src: a.jpg\n  alt: ""\nbyline:\n- name: Edith\n  slug: edith\n- name: Ann\ntopics:\n  - slug: mali\n    name: Mali\n---\n\nFirst\nparagraph.\n\n## Heading\n\n- a\n- b\n',
  )
  expect(lines.get('/picture/alt')).toBe(5)
  expect(lines.get('/byline/0/slug')).toBe(8)
  expect(lines.get('/byline/1/name')).toBe(9)
  expect(lines.get('/topics/0/name')).toBe(12)
  expect(lines.get('/body/0')).toBe(15)
  expect(lines.get('/body/1')).toBe(18)
  expect(lines.get('/body/2')).toBe(20)
})
