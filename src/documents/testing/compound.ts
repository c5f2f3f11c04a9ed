/** Compound files for tests, built by hand after [MS-CFB]: streams by path, "Storage/Stream". */
export function compoundFile(streams: Readonly<Record<string, Buffer>>): Buffer {
  interface Node {
    name: string
    type: 1 | 2 | 5
    children: number[]
    data: Buffer
  }
  const nodes: Node[] = [{ name: 'Root Entry', type: 5, children: [], data: Buffer.alloc(0) }]
  for (const [path, data] of Object.entries(streams)) {
    let parent = 0
    const steps = path.split('/')
    for (const [at, name] of steps.entries()) {
      const isLast = at === steps.length - 1
      const known = nodes[parent]?.children.find(id => nodes[id]?.name === name)
      if (known !== undefined) parent = known
      else {
        nodes.push({ name, type: isLast ? 2 : 1, children: [], data: isLast ? data : Buffer.alloc(0) })
        nodes[parent]?.children.push(nodes.length - 1)
        parent = nodes.length - 1
      }
    }
  }
  const fat: number[] = []
  const sectors: Buffer[] = []
  const chain = (bytes: Buffer): number => {
    if (bytes.length === 0) return 0xfffffffe
    const first = sectors.length
    for (let at = 0; at < bytes.length; at += 512) {
      const sector = Buffer.alloc(512)
      bytes.copy(sector, 0, at)
      sectors.push(sector)
      fat.push(at + 512 < bytes.length ? sectors.length : 0xfffffffe)
    }
    return first
  }
  const starts = new Map<number, number>()
  const miniFat: number[] = []
  const mini: Buffer[] = []
  for (const [id, node] of nodes.entries()) {
    if (node.type !== 2) continue
    if (node.data.length >= 4096) starts.set(id, chain(node.data))
    else if (node.data.length > 0) {
      starts.set(id, miniFat.length)
      const count = Math.ceil(node.data.length / 64)
      for (let n = 1; n <= count; n++) miniFat.push(n < count ? miniFat.length + 1 : 0xfffffffe)
      const padded = Buffer.alloc(count * 64)
      node.data.copy(padded)
      mini.push(padded)
    }
  }
  const miniStream = Buffer.concat(mini)
  starts.set(0, chain(miniStream))
  const miniFatStart = chain(uint32s(miniFat))
  const directory = Buffer.alloc(Math.ceil(nodes.length / 4) * 512)
  for (const [id, node] of nodes.entries()) {
    const at = id * 128
    directory.write(node.name, at, 'utf16le')
    directory.writeUInt16LE(node.name.length * 2 + 2, at + 64)
    directory[at + 66] = node.type
    const parent = nodes.find(({ children }) => children.includes(id))
    const next = parent ? (parent.children[parent.children.indexOf(id) + 1] ?? 0xffffffff) : 0xffffffff
    directory.writeUInt32LE(0xffffffff, at + 68)
    directory.writeUInt32LE(next, at + 72)
    directory.writeUInt32LE(node.children[0] ?? 0xffffffff, at + 76)
    directory.writeUInt32LE(starts.get(id) ?? 0xfffffffe, at + 116)
    directory.writeUInt32LE(id === 0 ? miniStream.length : node.data.length, at + 120)
  }
  const directoryStart = chain(directory)
  const fatSectors = Math.ceil((fat.length + 1) / 127)
  const fatStart = sectors.length
  for (let n = 0; n < fatSectors; n++) fat.push(0xfffffffd)
  const table = Buffer.alloc(fatSectors * 512, 0xff)
  uint32s(fat).copy(table)
  const header = Buffer.alloc(512)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(fatSectors, 44)
  header.writeUInt32LE(directoryStart, 48)
  header.writeUInt32LE(4096, 56)
  header.writeUInt32LE(miniFatStart, 60)
  header.writeUInt32LE(Math.ceil(miniFat.length / 128), 64)
  header.writeUInt32LE(0xfffffffe, 68)
  header.fill(0xff, 76)
  for (let n = 0; n < fatSectors; n++) header.writeUInt32LE(fatStart + n, 76 + n * 4)
  return Buffer.concat([header, ...sectors, table])
}

export const uint32s = (numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [at, n] of numbers.entries()) bytes.writeUInt32LE(n >>> 0, at * 4)
  return bytes
}
