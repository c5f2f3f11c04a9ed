/**
 * What importers' SELECTs may call, in DuckDB's dialect. Times come out as milliseconds UTC or null; a count that
 * is not stated stays null.
 */
export const MACROS: readonly string[] = [
  // ISO 8601 and its kin; a time without a zone is read in `tz`.
  `CREATE OR REPLACE TEMP MACRO ms_text(s, tz) AS
     CASE WHEN regexp_matches(s, '(Z|UTC|GMT|[+-]\\d\\d:?\\d\\d|[+-]\\d\\d)\\s*$') AND regexp_matches(s, '\\d:\\d\\d')
       THEN epoch_ms(try_cast(regexp_replace(s, '\\s*(UTC|GMT)$', 'Z') AS TIMESTAMPTZ))
       ELSE epoch_ms(timezone(tz, try_cast(s AS TIMESTAMP))) END`,
  // "Fri May 05 18:49:00 +0000 2017"
  `CREATE OR REPLACE TEMP MACRO ms_twitter(s) AS epoch_ms(try_strptime(s, '%a %b %d %H:%M:%S %z %Y'))`,
  // Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size. Without a subquery: that
  // would be a join, and rows would lose their order.
  `CREATE OR REPLACE TEMP MACRO ms_of_count(n) AS
     CASE
       WHEN n IS NULL OR n <= 0 THEN NULL
       WHEN n < 1e11 THEN round(n * 1000)::BIGINT
       WHEN n < 1e14 THEN n::BIGINT
       WHEN n < 1e17 THEN (trunc(n)::HUGEINT // 1000)::BIGINT
       WHEN n < 1e20 THEN (trunc(n)::HUGEINT // 1000000)::BIGINT END`,
  `CREATE OR REPLACE TEMP MACRO ms_epoch(s) AS ms_of_count(try_cast(s AS DECIMAL(30, 6)))`,
  // "1,234" and "12.0" are counts; "" and "n/a" are not stated.
  `CREATE OR REPLACE TEMP MACRO count_of(s) AS
     coalesce(try_cast(s AS BIGINT), try_cast(round(try_cast(replace(s, ',', '') AS DOUBLE)) AS BIGINT))`,
  `CREATE OR REPLACE TEMP MACRO flag_of(s) AS
     CASE WHEN list_contains(['1', 'true', 't', 'yes', 'y'], lower(s::VARCHAR)) THEN true
          WHEN list_contains(['0', 'false', 'f', 'no', 'n'], lower(s::VARCHAR)) THEN false END`,
  // Empty text is not stated. A list, for IN would be a join, after which rows lose their order.
  `CREATE OR REPLACE TEMP MACRO stated(s) AS
     CASE WHEN list_contains(['', 'NA', 'NaN', 'null', 'None', 'NULL'], s) THEN NULL ELSE s END`,
  // X escapes these three in post texts, and no others.
  `CREATE OR REPLACE TEMP MACRO unescaped(s) AS
     CASE WHEN contains(s, '&') THEN replace(replace(replace(s, '&lt;', '<'), '&gt;', '>'), '&amp;', '&') ELSE s END`,
  // An id that a spreadsheet has rounded cannot be told from its neighbours.
  `CREATE OR REPLACE TEMP MACRO rounded_id(s) AS contains(s, '+') AND regexp_matches(s, '^\\d([.,]\\d+)?[eE]\\+\\d{2}$')`,
]
