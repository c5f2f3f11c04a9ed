import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vite'

/** The repository. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A file of `src`, by its path from the repository with forward slashes. */
export interface SourceFile {
  path: string
  text: string
}

/** One import of a file, in whatever form it is written. */
export interface Import {
  /** As written: './open.ts', 'commander', '../analyses/*\/chart.ts'. */
  from: string
  /** The file or pattern it stands for, from the repository; null for a package. */
  path: string | null
  /** Whether nothing of it is left when the types are gone. */
  typeOnly: boolean
}

/** Every file under `src`, but for samples. */
export function sourceFiles(): SourceFile[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(ROOT.length).split(sep).join('/'))
    .filter(path => !path.includes('/samples/'))
    .sort()
    .map(path => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

/** A node of the syntax tree, as far as it is looked at here. */
export interface Node {
  type: string
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** Every node of a TypeScript file's syntax tree. @throws SyntaxError where it does not parse. */
export function nodesOf({ path, text }: SourceFile): Node[] {
  const nodes: Node[] = []
  const stack: unknown[] = [parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' })]
  while (stack.length > 0) {
    const value = stack.pop()
    if (Array.isArray(value)) stack.push(...value)
    else if (isNode(value)) {
      nodes.push(value)
      stack.push(...Object.values(value).filter(inner => typeof inner === 'object' && inner !== null))
    }
  }
  return nodes
}

/** Static and dynamic imports, re-exports, `import('…')` types, and `import.meta.glob`. */
export function importsOf(file: SourceFile): Import[] {
  if (!/\.tsx?$/.test(file.path)) return []
  return nodesOf(file).flatMap(node =>
    literals(node).map(from => ({ from, path: pathOf(file.path, from), typeOnly: isTypeOnly(node) })),
  )
}

function literals(node: Node): string[] {
  if (
    /^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) ||
    /^(ImportExpression|TSImportType)$/.test(node.type)
  )
    return [node.source ?? node.argument].flatMap(strings)
  const callee = node.callee
  const isGlob =
    node.type === 'CallExpression' &&
    isNode(callee) &&
    isNode(callee.object) &&
    callee.object.type === 'MetaProperty' &&
    isNode(callee.property) &&
    callee.property.name === 'glob'
  return isGlob ? strings((node.arguments as unknown[])[0]) : [] // a call's arguments are a list
}

function strings(node: unknown): string[] {
  if (!isNode(node)) return []
  if (node.type === 'ArrayExpression') return (node.elements as unknown[]).flatMap(strings) // a list's elements
  if (node.type === 'TSLiteralType') return strings(node.literal)
  return typeof node.value === 'string' ? [node.value] : []
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType') return true
  if (node.importKind === 'type' || node.exportKind === 'type') return true
  const specifiers = node.specifiers
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every(s => isNode(s) && (s.importKind === 'type' || s.exportKind === 'type'))
  )
}

function pathOf(importer: string, from: string): string | null {
  return from.startsWith('.') ? posix.join(posix.dirname(importer), from) : null
}
