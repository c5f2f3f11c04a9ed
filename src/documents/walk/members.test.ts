import fs, { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { LIMITS } from './limits.ts'
import { spill } from './members.ts'

test('a member that is broken from its first byte leaves no file, even where the disk is slow to open one', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'sillage-spill-'))
  const opened = fs.open as (...given: unknown[]) => void // each of its forms is passed on as it came
  const slow = vi.spyOn(fs, 'open').mockImplementation(((...given: unknown[]) => {
    setTimeout(() => opened(...given), 20)
  }) as typeof fs.open)
  try {
    const unpacking = { scratch, limits: LIMITS, spend: () => {} }
    for (let n = 0; n < 20; n++)
      await expect(spill([Buffer.from('no gzip')], [createGunzip()], 1000, unpacking)).rejects.toThrow(
        'its packed bytes are broken or cut short',
      )
    await wait(100)
    expect(readdirSync(scratch)).toEqual([])
  } finally {
    slow.mockRestore()
    rmSync(scratch, { recursive: true })
  }
})
