// How a TypeScript program asks; `tsc` reads it, nothing runs it. Lines that must not pass say so.
import { cheapest, editions, lp, Meter, price, schema } from "plancost";
import { meter } from "plancost/meter.mjs";
import type { Combination, Estimate, Metered, Options, PlanCostError, Scenario, Session, Step } from "plancost";

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

export { again, counted, goesOn, dear, model, sum, title };
