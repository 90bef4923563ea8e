/** The bare page that the editor's tests stand on: an editor, and what it said and did. */
import { mountBody } from '../../../src/desk/editor/mount-body.ts'
import type { EditorPage } from './editor-page.ts'

const violations: string[] = []
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, lineNumber, sample }) =>
  violations.push(`${violatedDirective} ${sourceFile}:${lineNumber} ${sample}`),
)

const desk: EditorPage = {
  editor: undefined as unknown as EditorPage['editor'], // Until something is mounted.
  changes: [],
  announced: [],
  violations,
  upload: async () => ({ src: '/pictures/dropped', width: 640, height: 480 }),
  mount(blocks, options = {}) {
    desk.editor?.destroy()
    desk.changes = []
    desk.announced = []
    const started = performance.now()
    desk.editor = mountBody(document.querySelector('main') as HTMLElement, blocks, {
      lang: 'en',
      onChange: (changed) => desk.changes.push(changed),
      uploadPicture: (...upload) => desk.upload(...upload),
      announce: (text) => desk.announced.push(text),
      ...options,
    })
    return performance.now() - started
  },
  async give(kind, data, files = []) {
    const transfer = new DataTransfer()
    for (const [type, text] of Object.entries(data)) transfer.setData(type, text)
    for (const { name, type, bytes } of files) transfer.items.add(new File([new Uint8Array(bytes)], name, { type }))
    const text = document.querySelector('.ProseMirror') as HTMLElement
    const { left, bottom } = (text.lastElementChild ?? text).getBoundingClientRect()
    const event =
      kind === 'paste'
        ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
        : new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true, clientX: left + 5, clientY: bottom - 5 })
    text.dispatchEvent(event)
    // What is pasted is read in a task of its own.
    await new Promise((resolve) => setTimeout(resolve, 30))
  },
}

Object.assign(window, { desk })
