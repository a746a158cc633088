// DuckDB beside the meter: how long one thread takes to count sessions by the rule of silence alone, on the same log. It is
// told by its environment where the package and the logs are, and prints figures.

const { createRequire } = require('node:module');
const { existsSync, statSync } = require('node:fs');
const { join } = require('node:path');

const { DuckDBInstance } = createRequire(join(process.env.PLANCOST_DUCKDB, 'index.js'))('@duckdb/node-api');

// A message of the user after more than thirty minutes without one begins another session.
const count = (log) => `
  SELECT count(*) AS sessions FROM (
    SELECT timestamp - lag(timestamp) OVER (PARTITION BY conversation_id ORDER BY timestamp) AS silence
    FROM read_csv('${log.replaceAll("'", "''")}', header = true,
      columns = {'conversation_id': 'VARCHAR', 'timestamp': 'TIMESTAMP', 'role': 'VARCHAR'})
    WHERE role = 'user')
  WHERE silence IS NULL OR silence > INTERVAL 30 MINUTE`;

(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  console.log('DuckDB, natively, one thread, the rule of silence alone');
  for (const name of ['in-time', 'shuffled']) {
    const log = join(process.env.PLANCOST_LOGS, `events-${name}.csv`);
    if (!existsSync(log)) continue;
    let best = Infinity;
    let sessions;
    for (let run = 0; run < 3; run += 1) {
      const start = process.hrtime.bigint();
      const rows = await (await connection.runAndReadAll(count(log))).getRows();
      best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
      sessions = rows[0][0];
    }
    const megabytes = statSync(log).size / 1e6;
    console.log(`${name.padEnd(16)} ${megabytes.toFixed(1).padStart(8)} MB ${best.toFixed(3).padStart(8)} s ${(megabytes / best).toFixed(0).padStart(6)} MB/s  ${sessions} sessions`);
  }
  console.log(`peak MB          ${Math.round(process.resourceUsage().maxRSS / 1024)}`);
})();
