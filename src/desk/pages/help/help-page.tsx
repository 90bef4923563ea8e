/** Keyboard help: what works everywhere at the desk, and in the story. */
import { Hono } from 'hono'
import type { DeskEnv } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'

type Shortcut = { keys: string; does: string }

const EVERYWHERE: readonly Shortcut[] = [
  { keys: 'Ctrl K or ⌘ K', does: 'Go to any area, or start a new story' },
  { keys: '?', does: 'Open this page (outside text fields)' },
  { keys: 'Escape', does: 'Close what was opened' },
]

const LIVE: readonly Shortcut[] = [
  { keys: 'Ctrl Enter or ⌘ Enter', does: 'Publish the update, or send it to the editors' },
  { keys: 'Alt A', does: 'Approve the update that has waited longest' },
]

export const help = new Hono<DeskEnv>().get('/desk/help', (c) =>
  deskResponse(c, {
    title: 'Keyboard help',
    children: (
      <>
        <h1>Keyboard help</h1>
        <Shortcuts title="Everywhere" shortcuts={EVERYWHERE} />
        <Shortcuts title="At the live desk" shortcuts={LIVE} />
      </>
    ),
  }),
)

const Shortcuts = ({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) => (
  <table class="rows">
    <caption>{title}</caption>
    <thead>
      <tr>
        <th scope="col">Keys</th>
        <th scope="col">What they do</th>
      </tr>
    </thead>
    <tbody>
      {shortcuts.map(({ keys, does }) => (
        <tr>
          <th scope="row">
            <kbd>{keys}</kbd>
          </th>
          <td>{does}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
