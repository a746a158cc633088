// Has another solver (HiGHS) find the optimum of the models that `cargo bench --bench models` wrote, and compares it with what
// the engine says is cheapest. Fails when one differs by a cent, as the two prove their optimum to less than that.
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const file = "dist/models.ndjson";
if (!existsSync(file)) execFileSync("cargo", ["bench", "--profile", "dev", "--bench", "models"], { stdio: "inherit" });

const CENT = 0.01;
const OPTIONS = { mip_rel_gap: 0, mip_abs_gap: CENT / 10, output_flag: false };
// The solver may run out of its memory after many models, so each portion has a fresh one.
const PORTION = 50;

const load = createRequire(import.meta.url)("highs");
let solver = await load();
const counts = { models: 0, same: 0, priced: 0, unproven: 0, again: 0, different: 0 };
const began = performance.now();
let [theirs, line] = [0, 0];
for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
  line += 1;
  const { edition, lp, monthly, priced, counted, proven, scenario } = JSON.parse(text);
  if (line % PORTION === 0) solver = await load();
  counts.models += 1;
  const start = performance.now();
  let optimum = optimumOf(lp, OPTIONS);
  theirs += performance.now() - start;
  // Its presolve is wrong now and then: the same solver without it finds something cheaper.
  if (optimum > Number(counted) + CENT) {
    counts.again += 1;
    optimum = optimumOf(lp, { ...OPTIONS, presolve: "off" });
  }
  if (!proven) counts.unproven += 1;
  // Where every price is known, what the model counts is the total itself.
  if (priced) counts.priced += 1;
  const same = Math.abs(optimum - Number(counted)) < CENT && (!priced || Math.abs(optimum - Number(monthly)) < CENT);
  if (same) counts.same += 1;
  if (same || !proven) continue;
  counts.different += 1;
  console.log(`line ${line}, edition ${edition}: the other solver ${optimum}, the engine counts ${counted}, total ${monthly}`);
  console.log(`  ${JSON.stringify(scenario)}`);
}

/** The least cost of a model, or nothing that compares. */
function optimumOf(lp, options) {
  const found = solver.solve(lp, options);
  return found.Status === "Optimal" ? found.ObjectiveValue : NaN;
}

const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(
  `${counts.models} models solved by HiGHS: ${counts.same} with the same optimum (${counts.priced} of all have every price), ` +
    `${counts.different} different, ${counts.unproven} not proven by the engine, ` +
    `${counts.again} solved again without presolve; ${seconds} s, ${(theirs / 1000).toFixed(1)} s of it the other solver`,
);
if (counts.models === 0 || counts.different > 0) process.exitCode = 1;
