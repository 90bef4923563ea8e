/** Scripts that load a part of themselves later: an entry, what it needs at once, and what it imports when it is asked for. */
import { basename, join } from 'node:path'
import { build } from 'esbuild'

/** `atOnce` are the parts that the entry imports statically, `later` those that it imports when they are asked for. Names carry their content's hash. */
export type Modules = { files: { name: string; bytes: Buffer }[]; entry: string; atOnce: string[]; later: string[] }

type Options = { entry: string; define: Record<string, string>; target: string[]; root: string }

export async function bundleModules({ entry, define, target, root }: Options): Promise<Modules> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    splitting: true,
    outdir: 'static',
    entryNames: '[name].[hash]',
    chunkNames: `${basename(entry, '.ts')}-[name].[hash]`,
    external: ['/static/*'],
    target,
    legalComments: 'none',
    charset: 'utf8',
    define,
    metafile: true,
    logLevel: 'error',
  })
  const files = outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: Buffer.from(contents) }))
  const [first = '', output] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? []
  // A part that is asked for in two places is named twice.
  const imported = (how: string) => [
    ...new Set((output?.imports ?? []).filter(({ kind, external }) => kind === how && !external).map(({ path }) => basename(path))),
  ]
  return { files, entry: basename(first), atOnce: imported('import-statement'), later: imported('dynamic-import') }
}
