/** Keyboard help: what works everywhere at the desk, in a story and at the live desk. */
import { Hono } from 'hono'
import type { DeskEnv } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { SHORTCUTS, type ShortcutGroup } from './shortcuts.ts'

export const help = new Hono<DeskEnv>().get('/desk/help', (c) =>
  deskResponse(c, {
    title: 'Keyboard help',
    children: (
      <>
        <h1>Keyboard help</h1>
        <p>On a Mac, press ⌘ instead of Ctrl, and ⌥ instead of Alt.</p>
        {SHORTCUTS.map((group) => (
          <Shortcuts group={group} />
        ))}
      </>
    ),
  }),
)

const Shortcuts = ({ group: { title, shortcuts } }: { group: ShortcutGroup }) => (
  <table class="rows shortcuts">
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
            <kbd>
              {keys.split(/(?<=.\+)/).map((part) => (
                <>
                  {part}
                  <wbr />
                </>
              ))}
            </kbd>
          </th>
          <td>{does}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
