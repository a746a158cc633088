// How a TypeScript program asks; `tsc` reads it, nothing runs it. Lines that must not pass say so.
import { changes, cheapest, compare, editions, explain, flips, lp, Meter, overTime, price, range, schema, sheet, ties } from "plancost";
import { meter } from "plancost/meter.mjs";
import type { Cell, Combination, Estimate, Metered, Options, PlanCostError, Scenario, Session, Sheet, Step } from "plancost";

const scenario: Scenario = {
  name: "Inspections",
  tenant: { channel: "csp", owned: { "power-apps-per-user": 5 }, prices: { "power-apps-per-user": "35.00" } },
  groups: [{ name: "Field", people: 120, holds: null }],
  environments: [{ name: "Live", kind: "sandbox", dataverse: true, database_gb: "2.4", file_gb: 1 }],
  apps: [{ name: "Inspections", kind: "model-driven", used_by: ["Field"], restricted_tables: [{ name: "case" }] }],
  flows: [{ name: "Nightly", trigger: "scheduled", owner: "Dana", desktop: { unattended_runs: 1 } }],
  connectors: { Ledger: "custom" },
};
const combination: Combination = {
  people: [{ who: "Field", licenses: { "power-apps-per-user": 1 } }],
  tenant: { "dataverse-database": 1 },
};
const options: Options = { edition: editions().at(-1)?.id };

const estimate: Estimate = cheapest(scenario, options);
const judged: Estimate = price(JSON.stringify(scenario), combination);
const again: Estimate = price(scenario, estimate.combination, { edition: estimate.edition });
const model: string = lp(scenario);
const title: unknown = schema("combination").title;

// Amounts are text: nobody adds them as floats by accident.
// @ts-expect-error
const sum: number = estimate.monthly.amount + judged.monthly.amount;
// What may be absent must be asked for.
// @ts-expect-error
const dear: string = estimate.lines[0].unit_price.price.amount;
// @ts-expect-error
cheapest({ grups: [] });
// @ts-expect-error
cheapest({ flows: [{ name: "F", trigger: "now" }] });
// @ts-expect-error
price(scenario);

// Answers beyond one number.
const reason: Step = explain(scenario, { line: "power-apps-per-user" });
const near: string[] = ties(scenario, { within_per_mille: 50, most: 2 }).others.flatMap((other) => other.has_for_it);
const next: number | undefined = flips(scenario, { paths: ["groups[0].people"] }).numbers[0]?.up.flip?.value;
const months = overTime(scenario, { months: 12, growth: [{ of: "Field", add: 5 }], seasons: [{ of: "people", percent: { 12: 150 } }] });
const chance = range(scenario, { vary: [{ path: "groups[0].people", low: 100, likely: 120, high: 200 }] }).plans[0]?.more;
const switched: string[] = compare(scenario, { from: "2020-04", to: "2021-10" }).come;
const figures: number = changes({ from: "2020-04" }).changes.length;
const page: Sheet = sheet("flips", scenario);
const text: string = sheet("changes", null, { format: "markdown" });
// @ts-expect-error
range(scenario);
// @ts-expect-error
sheet("flops", scenario);
// @ts-expect-error
sheet("flips", null);

export function printed(cell: Cell): string {
  if (cell === "nothing") return "";
  return "money" in cell ? cell.money : String(Object.values(cell)[0]);
}

export function depth(step: Step): number {
  return 1 + Math.max(0, ...step.because.map(depth));
}

export function places(error: PlanCostError): string[] {
  if (error.code === "unknown-edition") return [];
  // @ts-expect-error
  if (error.code === "unknown") return [];
  return error.faults.map((fault) => `${fault.path}: ${fault.message}`);
}

const pieces = new Meter({ edition: "2021-10", choices: { "after-cut": "billed" } });
pieces.open("log.csv");
const goesOn: boolean = pieces.feed(new Uint8Array(8)) && pieces.close();
const counted: Metered = pieces.report();
// @ts-expect-error
pieces.feed("text");
// @ts-expect-error
new Meter({ order: "any" });

export async function metered(files: File[], signal: AbortSignal): Promise<Session[]> {
  const onProgress = ({ bytes, all }: { bytes: number; all: number | null }) => console.log(bytes, all);
  const { billed, by_month } = await meter(files, { definition: "G", onProgress, signal });
  const { sessions } = await meter({ name: "log", data: new Blob(["…"]).stream() }, { sessions: true });
  // @ts-expect-error
  const { sessions: none } = await meter("…");
  return billed > 0 && "2021-11" in by_month ? sessions : none;
}

export { again, chance, counted, dear, figures, goesOn, model, months, near, next, page, reason, sum, switched, text, title };
