/**
 * The weighting `sillage` as SQL: what a distributed engine runs over the parts, in the core that DuckDB shares with
 * Trino. It gives edge for edge what `kernels/co-action` gives (sql.test.ts), several times slower.
 *
 * Actions are put into buckets as long as the window, and each meets those of its own bucket and the next: an equality
 * join. A join on the object and "at" BETWEEN alone compares all shares of an object with all others.
 *
 * `acting` is a relation of account, object and "at" (ms UTC); `$window` ms, `$repeats` the least weight.
 */
export const coActionsOf = (acting: string): string => `
  WITH acting AS (
    SELECT account, object, "at", floor(CAST("at" AS DOUBLE) / greatest($window, 1)) AS bucket
    FROM ${acting}
    WHERE object IS NOT NULL AND CAST(object AS VARCHAR) <> '' AND account IS NOT NULL
  ),
  reached AS (
    SELECT account, object, "at", bucket FROM acting
    UNION ALL
    SELECT account, object, "at", bucket - 1 FROM acting
  ),
  pair AS (
    SELECT DISTINCT
      least(earlier.account, later.account) AS source, greatest(earlier.account, later.account) AS target, earlier.object
    FROM acting AS earlier
    JOIN reached AS later ON later.object = earlier.object AND later.bucket = earlier.bucket
    WHERE later."at" BETWEEN earlier."at" AND earlier."at" + $window AND later.account <> earlier.account
  )
  SELECT source, target, count(*) AS weight
  FROM pair
  GROUP BY source, target
  HAVING count(*) >= $repeats
  ORDER BY source, target`
