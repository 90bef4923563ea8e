/** Another revision of this repository, checked out beside it for as long as it is measured. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/run-node.ts'

export function checkOut(revision: string) {
  const parent = mkdtempSync(join(tmpdir(), 'dateline-revision-'))
  const folder = join(parent, 'dateline')
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  git('worktree', 'add', '--quiet', '--detach', folder, revision)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return {
    folder,
    remove() {
      git('worktree', 'remove', '--force', folder)
      rmSync(parent, { recursive: true, force: true })
    },
  }
}
