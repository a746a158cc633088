// Prints for each file its bytes: raw, gzip, brotli, each compressed as hard as it goes.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const params = { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const brotli = brotliCompressSync(bytes, { params });
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length);
}
