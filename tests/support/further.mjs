// What the tests ask of the answers beyond one number.
import { plancost } from "./package.mjs";

/** A small scenario in which every answer has something to tell. */
export const FIELD = {
  name: "Inspections",
  tenant: { owned: { "power-apps-per-user": 3 } },
  groups: [{ name: "Field", people: 12 }],
  apps: [{ name: "Inspections", used_by: ["Field"], connectors: ["SQL Server"] }],
  bots: [{ name: "Help", sessions_per_month: 2500 }],
};

/** Each answer with options under which it is asked. */
export const ASKED = {
  explain: {},
  "why-not": {},
  ties: { within_per_mille: 500, most: 3 },
  flips: {},
  "over-time": { months: 14, growth: [{ of: "Field", add: 2 }], seasons: [{ of: "sessions_per_month", percent: { 12: 150 } }] },
  range: { vary: [{ path: "groups[0].people", low: 8, likely: 12, high: "30" }], draws: 40 },
  forecast: { days: Array.from({ length: 28 }, (_, day) => 60 + ((day * 7) % 40)), months: 3 },
  todo: {},
  owned: {},
  readings: {},
  compare: {},
  changes: {},
};

const CALLED = { "why-not": "whyNot", "over-time": "overTime" };

/** The figures of an answer. */
export function figures(ask, scenario, options = ASKED[ask]) {
  if (ask === "changes") return plancost.changes(options);
  return plancost[CALLED[ask] ?? ask](scenario, options);
}
