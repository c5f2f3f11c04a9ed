import { describe, expect, test } from 'vitest'
import { guessMapping } from './guess.ts'

test('columns are guessed from their names, however these are written', () => {
  expect(guessMapping(['Publish Date', 'Author-ID', 'TEXT', 'Language'])).toMatchObject({
    at: 'Publish Date',
    account_id: 'Author-ID',
    text: 'TEXT',
    lang: 'Language',
  })
})

test('one column serves one purpose, but an author is an account and its handle', () => {
  expect(guessMapping(['created_at', 'author', 'content'])).toEqual({
    at: 'created_at',
    account_id: 'author',
    handle: 'author',
    text: 'content',
  })
})

test('what was said goes before every guess, and takes its column away from others', () => {
  expect(guessMapping(['date', 'content', 'body'], { title: 'content' })).toEqual({
    at: 'date',
    title: 'content',
    text: 'body',
  })
  expect(guessMapping(['date', 'text', 'lang'], { lang: '' })).toEqual({ at: 'date', text: 'text' })
})

test('of columns that differ in signs alone the first is meant', () => {
  expect(guessMapping(['at', 'at;', 'AT ']).at).toBe('at')
})

describe('records that wrap the post in an object', () => {
  test('are mapped inside it, where it has a time of its own', () => {
    const columns = [
      'kind',
      'post.id',
      'post.text',
      'post.user.id',
      'post.user.created_at',
      'post.created_at',
    ]
    expect(guessMapping(columns)).toEqual({
      kind: 'kind',
      at: 'post.created_at',
      post_id: 'post.id',
      text: 'post.text',
      account_id: 'post.user.id',
      created_at: 'post.user.created_at',
    })
  })

  test('an account’s time, or that of what is quoted, is nobody’s post’s', () => {
    expect(guessMapping(['id', 'user.created_at', 'quoted_post.created_at'])).toEqual({
      post_id: 'id',
      created_at: 'user.created_at',
    })
  })
})
