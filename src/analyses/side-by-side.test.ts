import { expect, test } from 'vitest'
import { sideBySide } from './side-by-side.ts'

const words = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${name}${n}`).join(' ')
const alike = (text: string, representative = false) => ({ text, way: 'passage', representative })
/** What is marked of each text, in it. */
const marked = (text: string, others: readonly string[]) =>
  sideBySide(text, [alike(text, true), ...others.map(other => alike(other))]).map(
    ({ one, marks, marked }) => ({
      marked,
      said: marks
        .split(' ')
        .filter(Boolean)
        .map(mark => one.text.slice(...(mark.split('-').map(Number) as [number, number]))),
    }),
  )

test('of long texts that share most, what each alone has is marked', () => {
  const [begin, end] = [words('begin', 200), words('end', 200)]
  expect(
    marked(`${begin}. Moved by 234 minutes. ${end}`, [`${begin}. Moved by 209 minutes. ${end}`]),
  ).toEqual([
    { marked: 'added', said: ['234'] },
    { marked: 'added', said: ['209'] },
  ])
})

test('what is far in a text is shown from a little before it', () => {
  const [begin, end] = [words('begin', 200), words('end', 200)]
  const [head] = sideBySide(`${begin}. 234. ${end}`, [
    alike(`${begin}. 234. ${end}`, true),
    alike(`${begin}. 209. ${end}`),
  ])
  expect(head?.excerpt).toContain('234')
  expect(head?.excerpt_from).toBeGreaterThan(1000)
})

test('of long texts that share a passage only, the passage is marked', () => {
  const passage = words('said', 40)
  const [one, other] = [`${words('a', 300)} ${passage} ${words('b', 300)}`, `${words('c', 300)} ${passage}`]
  expect(marked(one, [other])).toEqual([
    { marked: 'shared', said: [passage] },
    { marked: 'shared', said: [passage] },
  ])
})

test('of several versions, the representative’s passages are marked where one shares only those', () => {
  const [begin, end] = [words('begin', 200), words('end', 200)]
  const part = words('begin', 40)
  const [head, near, far] = marked(`${begin} 234 ${end}`, [
    `${begin} 209 ${end}`,
    `${words('c', 300)} ${part}`,
  ])
  expect(head?.marked).toBe('shared')
  expect(near).toEqual({ marked: 'added', said: ['209'] })
  expect(far).toEqual({ marked: 'shared', said: [part] })
})
