// How a TypeScript program asks; `tsc` reads it, nothing runs it. Lines that must not pass say so.
import { cheapest, editions, lp, price, schema } from "plancost";
import type { Combination, Estimate, Options, PlanCostError, Scenario, Step } from "plancost";

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

export { again, dear, model, sum, title };
