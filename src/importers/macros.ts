/**
 * What importers' SELECTs may call, in DuckDB's dialect. Times come out as milliseconds UTC or null; a count that
 * is not stated stays null.
 */
export const MACROS: readonly string[] = [
  // ISO 8601 and its kin; a time without a zone is read in `tz`.
  `CREATE OR REPLACE MACRO ms_text(s, tz) AS
     CASE WHEN regexp_matches(s, '(Z|UTC|GMT|[+-]\\d\\d:?\\d\\d|[+-]\\d\\d)\\s*$') AND regexp_matches(s, '\\d:\\d\\d')
       THEN epoch_ms(try_cast(regexp_replace(s, '\\s*(UTC|GMT)$', 'Z') AS TIMESTAMPTZ))
       ELSE epoch_ms(timezone(tz, try_cast(s AS TIMESTAMP))) END`,
  // "Fri May 05 18:49:00 +0000 2017"
  `CREATE OR REPLACE MACRO ms_twitter(s) AS epoch_ms(try_strptime(s, '%a %b %d %H:%M:%S %z %Y'))`,
  // Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size. Without a subquery: that
  // would be a join, and rows would lose their order.
  `CREATE OR REPLACE MACRO ms_of_count(n) AS
     CASE
       WHEN n IS NULL OR n <= 0 THEN NULL
       WHEN n < 1e11 THEN round(n * 1000)::BIGINT
       WHEN n < 1e14 THEN n::BIGINT
       WHEN n < 1e17 THEN (trunc(n)::HUGEINT // 1000)::BIGINT
       WHEN n < 1e20 THEN (trunc(n)::HUGEINT // 1000000)::BIGINT END`,
  // Of a text. Whole numbers, and seconds with a fraction, without the wide decimals, which take the engine fifty times as long.
  `CREATE OR REPLACE MACRO ms_of_whole(n) AS
     CASE WHEN n <= 0 THEN NULL WHEN n < 100000000000 THEN n * 1000 WHEN n < 100000000000000 THEN n
       WHEN n < 100000000000000000 THEN n // 1000 ELSE n // 1000000 END`,
  `CREATE OR REPLACE MACRO ms_epoch(s) AS
     CASE WHEN regexp_full_match(s::VARCHAR, '\\d{1,18}') THEN ms_of_whole(try_cast(s AS BIGINT))
       WHEN regexp_full_match(s::VARCHAR, '\\d{1,11}\\.\\d+')
         THEN CASE WHEN try_cast(s AS DECIMAL(18, 6)) > 0 THEN (round(try_cast(s AS DECIMAL(18, 6)), 3)::DECIMAL(18, 3) * 1000)::BIGINT END
       WHEN regexp_full_match(s::VARCHAR, '\\s*[-+.\\d_eE]+\\s*') THEN ms_of_count(try_cast(s AS DECIMAL(30, 6))) END`,
  // "1,234" and "12.0" are counts; "" and "n/a" are not stated.
  `CREATE OR REPLACE MACRO count_of(s) AS
     coalesce(try_cast(s AS BIGINT), try_cast(round(try_cast(replace(s, ',', '') AS DOUBLE)) AS BIGINT))`,
  `CREATE OR REPLACE MACRO flag_of(s) AS
     CASE WHEN list_contains(['1', 'true', 't', 'yes', 'y'], lower(s::VARCHAR)) THEN true
          WHEN list_contains(['0', 'false', 'f', 'no', 'n'], lower(s::VARCHAR)) THEN false END`,
  // Empty text is not stated. A list, for IN would be a join, after which rows lose their order.
  `CREATE OR REPLACE MACRO stated(s) AS
     CASE WHEN strlen(s) <= 4 AND list_contains(['', 'NA', 'NaN', 'null', 'None', 'NULL'], s) THEN NULL ELSE s END`,
  // X escapes these three in post texts, and no others.
  `CREATE OR REPLACE MACRO unescaped(s) AS
     CASE WHEN contains(s, '&') THEN replace(replace(replace(s, '&lt;', '<'), '&gt;', '>'), '&amp;', '&') ELSE s END`,
  // An id that a spreadsheet has rounded cannot be told from its neighbours.
  `CREATE OR REPLACE MACRO rounded_id(s) AS contains(s, '+') AND regexp_matches(s, '^\\d([.,]\\d+)?[eE]\\+\\d{2}$')`,
]
