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

test('names in one word with capitals are read as several', () => {
  expect(guessMapping(['publishedAt', 'commentId', 'authorDisplayName', 'textDisplay'])).toMatchObject({
    at: 'publishedAt',
    post_id: 'commentId',
    account_id: 'authorDisplayName',
    text: 'textDisplay',
  })
})

test('an id that most rows share is not their own', () => {
  const cells: Record<string, string[]> = { video_id: ['v', 'v', 'v', 'w'], id: ['1', '2', '3', '4'] }
  const samples = (column: string) => cells[column] ?? []
  expect(guessMapping(['video_id', 'id', 'at'], {}, samples).post_id).toBe('id')
  expect(guessMapping(['video_id', 'at'], {}, samples).post_id).toBe('video_id')
  expect(guessMapping(['video_id', 'at'], {}, () => ['v', 'v', 'v', 'v']).post_id).toBeUndefined()
  const rounded = () => ['1.389E+18', '1.389E+18', '1.389E+18']
  expect(guessMapping(['tweet_id', 'at'], {}, rounded).post_id).toBe('tweet_id')
  expect(guessMapping(['video_id', 'id', 'at'], { post_id: 'video_id' }, samples).post_id).toBe('video_id')
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
