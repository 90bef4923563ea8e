/** Scripts that load a part of themselves later: an entry, what it needs at once, and what it imports when it is asked for. */
import { basename, join } from 'node:path'
import { build } from 'esbuild'

/** `names` say which output a source file begins; `atOnce` are the parts that the entry imports statically. Names carry their content's hash. */
export type Modules = { files: { name: string; bytes: Buffer }[]; entry: string; atOnce: string[] }

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
  const atOnce = (output?.imports ?? []).filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path))
  return { files, entry: basename(first), atOnce }
}
