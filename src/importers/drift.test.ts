import { describe, expect, test } from 'vitest'
import { driftOf } from './drift.ts'

const FIELDS = {
  read: ['id', 'user.name', 'media.url', 'counts.*.total'],
  left: ['user.avatar', 'debug', 'media.sizes.*'],
  expected: ['id', 'user.name'],
}

describe('drift', () => {
  test('takes any of the names that a field may have, and names the first three of one that is missing', () => {
    const fields = {
      read: ['id', 'no', 'at', 'posts.no', 'n'],
      left: [],
      expected: ['no|posts.no', 'id|at|n|m'],
    }
    expect(driftOf(fields, ['posts.no']).missing).toEqual(['id / at / n'])
    expect(driftOf(fields, ['at']).missing).toEqual(['no / posts.no'])
  })

  test('is nothing where every field is read or known to be left', () => {
    expect(driftOf(FIELDS, ['id', 'user.name', 'counts.likes.total'])).toEqual({
      unknown: [],
      missing: [],
      left: [],
    })
  })

  test('names what is known and left, as the importer names it', () => {
    const seen = ['id', 'user.name', 'user.avatar', 'debug.trace.id', 'media.sizes.small']
    expect(driftOf(FIELDS, seen).left).toEqual(['debug', 'media.sizes.*', 'user.avatar'])
  })

  test('names an unknown field, an unknown object once, and what is new inside a known one', () => {
    const seen = [
      'id',
      'user.name',
      'edit_count',
      'poll.options',
      'poll.ends',
      'user.badge.kind',
      'user.badge.at',
    ]
    expect(driftOf(FIELDS, seen).unknown).toEqual(['edit_count', 'poll', 'user.badge'])
  })

  test('does not take a null where an object may stand for something new', () => {
    expect(driftOf(FIELDS, ['id', 'user', 'media', 'counts.likes', 'debug']).unknown).toEqual([])
  })

  test('names what should be there and is nowhere', () => {
    expect(driftOf(FIELDS, ['id', 'text']).missing).toEqual(['user.name'])
    expect(driftOf(FIELDS, ['id', 'user']).missing).toEqual([])
  })
})
