/** An amount of money: digits, a point and decimals, such as "1200.00". */
export type Amount = string;
/** The id of a plan, such as "power-apps-per-user". */
export type PlanId = string;
/** The id of a licensing rule, such as "R5". */
export type RuleId = string;
/** The key of a source. */
export type SourceId = string;
/** A day, such as "2021-10-01". */
export type Day = string;

// The question. Everything has a default but the names of things.

/** A solution, planned or running, of one tenant. `schema()` says what each field means. */
export interface Scenario {
  name?: string;
  tenant?: Tenant;
  groups?: Group[];
  environments?: Environment[];
  apps?: App[];
  flows?: Flow[];
  bots?: Bot[];
  omnichannel?: Omnichannel;
  portals?: Portal[];
  storage?: Storage;
  ai_builder?: {
    credits_per_month?: number;
    training_credits_per_month?: number;
    months?: { name: string; credits: number }[];
  };
  integrations?: Integration[];
  connectors?: Record<string, ConnectorClass>;
  /** Which reading of the sources holds where they disagree. */
  readings?: Record<string, string>;
  /** The day that is asked about. */
  as_of?: Day | null;
}

export interface Tenant {
  holds?: PlanId[] | null;
  owned?: Record<PlanId, number>;
  channel?: "direct" | "csp" | "enterprise-agreement";
  prices?: Record<PlanId, Amount>;
  owned_terms?: Record<PlanId, Term>;
  suite_term?: Term | null;
  azure_subscription?: boolean;
}

export interface Group {
  name: string;
  people?: number;
  holds?: PlanId[] | null;
  guests?: boolean;
  home_holds?: PlanId[];
  trials?: { plan: PlanId; until: Day }[];
  active?: number | null;
}

/** Gigabytes, at most three decimals. */
export type Gigabytes = number | string;

export interface Environment {
  name: string;
  kind?: "production" | "sandbox" | "default" | "trial" | "developer" | "teams";
  dataverse?: boolean;
  database_gb?: Gigabytes;
  file_gb?: Gigabytes;
  log_gb?: Gigabytes;
  pay_as_you_go?: boolean | null;
}

export interface App {
  name: string;
  kind?: "canvas" | "model-driven" | "share-point-form" | "portal";
  used_by?: string[];
  connectors?: string[];
  restricted_tables?: { name: string; access?: "read" | "write" }[];
  environment?: string | null;
  in_dynamics_365?: boolean;
  off?: boolean;
  made?: Day | null;
}

export interface Flow {
  name: string;
  trigger?: "automated" | "scheduled" | "instant" | "power-apps" | "http-request" | "bot" | "child";
  owner?: string | null;
  run_by?: string[];
  connectors?: string[];
  environment?: string | null;
  app?: string | null;
  bot?: string | null;
  parents?: string[];
  in_dynamics_365?: boolean;
  runs_per_day?: number;
  actions_per_run?: number;
  loops?: { rounds?: number; actions?: number }[];
  skipped_per_run?: number;
  repeats_per_run?: number;
  busy_runs_per_day?: number | null;
  desktop?: { attended?: boolean; unattended_runs?: number; queue?: string | null };
  off?: boolean;
  made?: Day | null;
  approvers?: string[];
  co_owners?: string[];
  recipients?: string[];
  copies_in?: string[];
  service_account?: boolean;
}

export interface Bot {
  name: string;
  authors?: number;
  sessions_per_month?: number;
  teams_only?: boolean;
  off?: boolean;
}

export interface Omnichannel {
  chat?: number;
  digital_messaging?: number;
  bot_conversations_per_month?: number;
  hold_customer_service?: number | null;
}

export interface Portal {
  name: string;
  logins_per_month?: number;
  visitors?: { people?: number; days_per_month?: number; sign_ins_per_day?: number };
  views_per_month?: number;
  off?: boolean;
}

export interface Storage {
  database_gb?: Gigabytes;
  file_gb?: Gigabytes;
  log_gb?: Gigabytes;
  brought?: { database_gb?: Gigabytes; file_gb?: Gigabytes; log_gb?: Gigabytes };
  single_pool_gb?: Gigabytes | null;
}

/** A program that reaches Dataverse beside apps and flows. */
export interface Integration {
  name: string;
  run_by?: string[];
  runs_per_day?: number;
  requests_per_run?: number;
  off?: boolean;
}

/** Since when and until when something is paid for. */
export interface Term {
  bought: Day;
  ends: Day;
}

export type ConnectorClass = "standard" | "premium" | "custom" | "gateway";

/** Licenses and whom they are for. */
export interface Combination {
  people?: { who: string; people?: number | null; licenses: Record<PlanId, number> }[];
  flows?: { flow: string; licenses: Record<PlanId, number> }[];
  tenant?: Record<PlanId, number>;
  /** Environments that are linked to an Azure subscription. */
  pay_as_you_go?: string[];
  unassigned?: Record<PlanId, number>;
}

/** What else a question may say. */
export interface Options {
  /** An id of `editions()`; without it the latest edition is taken. */
  edition?: string | null | undefined;
}

// The answer. What is absent is null.

/** What a combination costs, whether it is valid, and why. */
export interface Estimate {
  scenario: string;
  edition: string;
  holds_from: Day;
  /** Whether every need of the scenario is met. */
  valid: boolean;
  /** Null for a combination that was only judged. */
  optimality: Optimality | null;
  /** The sum of the lines; what has no price is not in it, see `unpriced`. */
  monthly: Price;
  yearly: Price;
  lines: Line[];
  unpriced: Unpriced[];
  needs: Step[];
  pooled: Pooled[];
  /** Refusals and warnings, the worst first. */
  issues: Issue[];
  assumptions: string[];
  /** Where sources disagree about something that mattered, and what was read. */
  readings: UsedReading[];
  /** The combination that was priced, with everything assigned. */
  combination: Required<Combination>;
  rules: Rule[];
  sources: Record<SourceId, Source>;
}

/** Which answer was taken where sources disagree; a scenario chooses under `readings`. */
export interface UsedReading {
  id: string;
  topic: string;
  option: string;
  says: string;
  chosen: boolean;
  why: string;
  standing: Standing;
  sources: SourceId[];
  others: string[];
}

export interface Price {
  amount: Amount;
  /** ISO 4217. */
  currency: string;
  period: "month" | "year";
}

export interface Optimality {
  /** No valid combination is cheaper by a cent or more. */
  proven: boolean;
  /** When it is not proven: no valid combination costs less. */
  at_least: Price | null;
  nodes: number;
}

export interface Line {
  plan: PlanId;
  name: string;
  family: Family;
  unit_name: string;
  quantity: number;
  owned: number;
  unit_price: UnitPrice | null;
  amount: Price | null;
  holders: { who: string; quantity: number }[];
  reason: Step;
}

export type Family =
  | "power-apps"
  | "power-automate"
  | "power-virtual-agents"
  | "omnichannel"
  | "capacity"
  | "suites";

/** How well a figure is founded. */
export type Standing = "official" | "community" | "later" | "inferred";

export interface UnitPrice {
  price: Price;
  /** Whether the scenario states it. */
  yours: boolean;
  standing: Standing;
  sources: SourceId[];
  note: string | null;
}

/** A plan without a published price, with prices printed elsewhere to take or leave. */
export interface Unpriced {
  plan: PlanId;
  name: string;
  quantity: number;
  seen: { amount: Amount; standing: Standing; sources: SourceId[]; note?: string }[];
  sources: SourceId[];
}

export interface Pooled {
  key: string;
  name: string;
  unit: string;
  needed: number;
  entitled: number;
  reason: Step;
}

/** One step of a reason, with the steps that lead to it. */
export interface Step {
  says: string;
  rule: RuleId | null;
  formula: string | null;
  evidence: Evidence[];
  because: Step[];
}

export interface Evidence {
  what: string;
  value: string;
  standing: Standing;
  sources: SourceId[];
  note: string | null;
}

export interface Issue {
  code: IssueCode;
  severity: "refusal" | "warning" | "note";
  /** Where in the scenario, such as "flows[2].owner"; empty for the whole. */
  path: string;
  says: string;
  remedy: string;
  rule: RuleId | null;
}

export type IssueCode =
  | "app-not-covered"
  | "flow-not-covered"
  | "restricted-table"
  | "desktop-not-covered"
  | "author-not-licensed"
  | "bot-not-licensed"
  | "agent-not-licensed"
  | "capacity-short"
  | "requests-short"
  | "prerequisite-missing"
  | "below-minimum"
  | "no-plan-covers"
  | "too-many-people"
  | "wrong-holder"
  | "not-sold"
  | "unknown-connector"
  | "multiplexing"
  | "price-not-published"
  | "weak-price"
  | "capacity-low"
  | "unneeded"
  | "bought-for-capacity"
  | "not-proven"
  | "owned-unused"
  | "internal";

export interface Rule {
  id: RuleId;
  title: string;
  says: string;
  /** Exceptions, disputes, examples. */
  detail?: string;
  /** The first edition in which it holds, unless it always has. */
  holds_from?: string;
  /** The last edition in which it holds, unless it still does. */
  holds_until?: string;
  standing: Standing;
  sources: SourceId[];
}

export interface Source {
  id: SourceId;
  title: string;
  address: string;
  date: string;
  standing: Standing;
}

export interface Edition {
  id: string;
  holds_from: Day;
  why: string;
  currency: string;
  sources: SourceId[];
}

// Conversations in, billed sessions out.

/** How conversations are metered. */
export interface MeterOptions {
  /** Meter as at the end of this edition of the price book; without it, the last. */
  edition?: string | null | undefined;
  /** Meter by this definition of a session instead: A to G by time, S, omnichannel. */
  definition?: string | null | undefined;
  /** How points are decided that the sources leave open; `open_points` of the report lists them. */
  choices?: Record<string, string> | null | undefined;
  /** Whether each session is to be listed. */
  sessions?: boolean | null | undefined;
  /** Whether events come in any order. Without it, a meter for the order of time says when it has to be read once more. */
  anyOrder?: boolean | null | undefined;
}

/** Meters files that are fed to it in pieces. `meter` of `meter.mjs` does that for whole inputs. */
export class Meter {
  constructor(options?: MeterOptions);
  /** Begins the next file. One that is open is ended. */
  open(name?: string): void;
  /** Takes bytes of the file. False when all files have to be read once more by a meter for any order. */
  feed(bytes: Uint8Array): boolean;
  /** Ends the file. False as above. */
  close(): boolean;
  /** Events that were read so far. */
  readonly events: number;
  /** The counts. No file can be opened from then on. */
  report(): Metered;
  /** The sessions by their start, when the options asked for them. */
  sessions(): Session[];
  /** Gives its memory back. */
  free(): void;
}

/** What can be metered: a text, bytes, a file, a stream. */
export type MeterData = string | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/** The same, with the name that the report gives it. */
export type MeterInput = MeterData | { name: string; data: MeterData };

/** What else the function `meter` of `meter.mjs` is told. */
export interface MeterSettings extends MeterOptions {
  /** Hears at most ten times a second how far it is, and once in the end. */
  onProgress?: ((progress: MeterProgress) => void) | undefined;
  /** Stops it; the promise is then rejected with the reason of the signal. */
  signal?: AbortSignal | undefined;
}

export interface MeterProgress {
  bytes: number;
  /** Null when an input does not say how long it is. */
  all: number | null;
  events: number;
  /** The name of the input that is read. */
  file: string;
  /** Whether all is read once more, because events did not come in the order of time. */
  again: boolean;
}

/** All sessions, the engaged and the billed ones. */
export interface Counts {
  total: number;
  engaged: number;
  billed: number;
}

/** What was metered, as `plancost meter --json` prints it. */
export interface Metered extends Counts {
  definition: string;
  definition_says: string;
  open_points: Record<string, { asks: string; option: string; says: string; default: boolean }>;
  /** The first and the last event, in UTC. */
  first: string | null;
  last: string | null;
  events: number;
  conversations: number;
  billed_on_trial: number;
  test_chat_unknown: number;
  /** By the start of a session in UTC. */
  by_month: Record<string, Counts>;
  by_day: Record<Day, Counts>;
  /** From 0 to 23. */
  by_hour: Counts[];
  peak: (Counts & { hour: string }) | null;
  by_bot: Record<string, Counts>;
  by_channel: Record<string, Counts>;
  /** By the first user topic. */
  by_topic: Record<string, Counts>;
  began_by: Partial<Record<Began, number>>;
  ended_by: Partial<Record<Ended, number>>;
  because: Partial<Record<Judged, number>>;
  skipped_count: number;
  skipped: { file: string; row: number; entry?: number; says: string; lost: boolean }[];
  duplicates: number;
  conflicts: { file: string; row: number }[];
  memory: { most_open?: number; kept_bytes?: number };
  notes: string[];
}

/** With a row for each session. */
export interface MeteredWithSessions extends Metered {
  sessions: Session[];
}

export interface Session {
  start: string;
  end: string;
  conversation: string;
  /** Empty when unknown, as are channel and topic. */
  bot: string;
  channel: string;
  topic: string;
  /** Messages of the user. */
  turns: number;
  billed: boolean;
  engaged: boolean;
  because: Judged;
  began: Began;
  ended: Ended;
  trial: boolean;
}

export type Began =
  | "first"
  | "after-idle"
  | "after-length"
  | "after-turns"
  | "after-answered"
  | "after-closed"
  | "after-escalated";

export type Ended = "idle" | "length" | "turns" | "answered" | "closed" | "escalated" | "end-of-data";

/** Why a session is billed (the first four) or not. */
export type Judged =
  | "user-topic"
  | "premium"
  | "bot"
  | "continued"
  | "no-trigger"
  | "test-chat"
  | "teams-plan"
  | "smart-assist";

/** What all functions throw: an `Error` with the first fault in its fields. */
export interface PlanCostError extends Error {
  name: "PlanCostError";
  code: FaultCode;
  /** Where, such as "groups[1].people"; empty for the whole. */
  path: string;
  /** All faults, each with its message without the path. */
  faults: Fault[];
}

export interface Fault {
  code: FaultCode;
  message: string;
  path: string;
}

export type FaultCode =
  | "not-json"
  | "wrong-shape"
  | "duplicate-name"
  | "empty-name"
  | "unknown-name"
  | "contradiction"
  | "unknown-edition"
  | "too-many"
  | "out-of-order";

/** Finds the cheapest valid combination. Takes an object or its JSON text. */
export function cheapest(scenario: Scenario | string, options?: Options): Estimate;
/** Judges a combination and says what it costs. */
export function price(scenario: Scenario | string, combination: Combination | string, options?: Options): Estimate;
/** The optimisation model in LP format, to check the optimum with another solver. */
export function lp(scenario: Scenario | string, options?: Options): string;
/** The editions of the price book, the oldest first. */
export function editions(): Edition[];
/** The JSON Schema of a scenario, or of a combination. */
export function schema(of?: "scenario" | "combination"): Record<string, unknown>;
