/** Reddit's ids are numbers in base 36, with the mark of their kind before them where they stand alone: `t3_abc12`. */
export const bare = (id: string) => `regexp_replace(${id}, '^t\\d_', '')`

/** What a comment answers. In Pushshift's answers since 2022 it is a plain number, and null where a submission is answered. */
export const answered = (parent: string, submission: string) => `CASE
    WHEN list_contains(['UBIGINT', 'BIGINT'], json_type(${parent})) THEN lower(to_base(try_cast(${parent} ->> '$' AS BIGINT), 36))
    ELSE ${bare(`coalesce(${parent} ->> '$', ${submission})`)} END`

/** What Reddit and the archives put where an author, a text or a title is gone. */
const GONE = `['[deleted]', '[removed]', '[deleted by user]', '[ removed by reddit ]', '[ removed by moderator ]', '']`
export const kept = (text: string) =>
  `CASE WHEN list_contains(${GONE}, lower(trim(${text}))) THEN NULL ELSE ${text} END`
