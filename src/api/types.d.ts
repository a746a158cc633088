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
  trials?: { plan: PlanId; until: Day }[];
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
  custom_tables?: number;
  makers?: string[];
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
  business_process?: boolean;
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
  older?: boolean;
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
  /** Billed sessions by bot and month: what a month uses up. */
  billed_by_bot_and_month: Record<string, Record<string, number>>;
  /** Months within which the files begin or end, so that their figures are less than they needed. */
  cut_months: string[];
  /** Billed sessions by bot in its busiest thirty days in a row. */
  busiest_30_days: Record<string, number>;
  by_channel: Record<string, Counts>;
  /** By the first user topic. */
  by_topic: Record<string, Counts>;
  began_by: Partial<Record<Began, number>>;
  ended_by: Partial<Record<Ended, number>>;
  because: Partial<Record<Judged, number>>;
  /** The rule behind each of these reasons, with where it is printed. */
  rules: Partial<Record<Began | Ended | Judged, { definition: string; says: string; sources: Source[] }>>;
  /** Sessions of test chats, and sessions without a user topic, under this definition. */
  test_chats: { billed: number; free: number };
  system_topics: { billed: number; free: number };
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

// Answers beyond one number.

/** A month of the calendar, such as "2021-10". */
export type Month = string;
/** Where a number of a scenario is, such as "groups[0].people"; for flips also an app or a flow, such as "apps[0]". */
export type Path = string;
/** Plans with their units. */
export type Units = Record<PlanId, number>;

/** Which reasons are told: those of the total, or of the line of one plan. */
export interface ExplainOptions extends Options {
  line?: PlanId | null;
}

/** For `sheet`; the reasons themselves are always whole. */
export interface ExplainSheetOptions extends ExplainOptions {
  depth?: "sentence" | "table" | "whole";
}

/** The margin is 100 per mille of the cheapest total, unless one of the two says otherwise. */
export interface TiesOptions extends Options {
  within_per_mille?: number | null;
  within_amount?: Amount | null;
  /** The most combinations beside the cheapest. */
  most?: number | null;
}

export interface FlipsOptions extends Options {
  /** Without any, all numbers that are not zero, and one more or less of each app and flow. */
  paths?: Path[];
}

export interface OverTimeOptions extends Options {
  /** 1 to 60; 36 unless it is said. */
  months?: number;
  /** Without it the first month of the edition. */
  from?: Month | null;
  growth?: Growth[];
  seasons?: Season[];
  /** Licenses are bought for twelve months each. */
  yearly?: boolean;
  /** Prices stay those of the edition that is asked. */
  same_edition?: boolean;
}

/** How the number at a path, or the people of a group, grow each month. */
export interface Growth {
  of: string;
  /** Megabytes for storage. */
  add?: number;
  per_mille?: number;
}

export interface Season {
  /** A path, or the end of paths, such as "sessions_per_month". */
  of: string;
  /** Per cents by month of the year, 1 to 12. */
  percent: Record<number, number>;
}

export interface RangeOptions extends Options {
  vary: Vary[];
  seed?: number;
  /** 200 unless it is said; at most 10,000. */
  draws?: number;
}

/** A range in place of a number; gigabytes for storage. */
export interface Vary {
  path: Path;
  low: number | string;
  likely: number | string;
  high: number | string;
}

export interface ForecastOptions extends Options {
  /** Billed sessions of each day of the past, the oldest first, without gaps; 14 days at least. */
  days: number[];
  /** Months to look ahead, 24 at most. */
  months?: number;
  /** Thousandths that are added each month. */
  per_mille?: number;
  seed?: number;
}

/** Without `to` the edition that is asked, without `from` the one before it. */
export interface CompareOptions extends Options {
  from?: string | null;
  to?: string | null;
}

export interface WhyNot {
  chosen: Units;
  monthly: Price;
  kept: Kept[];
  /** All other plans of the edition: those that could be of use first. */
  others: NotChosen[];
}

/** A chosen plan and what doing without it would cost more; null when nothing covers the scenario without it. */
export interface Kept {
  plan: PlanId;
  saves: Amount | null;
  without: Units | null;
}

export interface NotChosen {
  plan: PlanId;
  name: string;
  reason: NotChosenReason;
  says: string;
  /** The cheapest combination with at least one of it in use. */
  with_one: Instead | null;
  /** The cheapest combination in which it stands in for what was chosen. */
  instead: Instead | null;
}

export type NotChosenReason =
  | "same-price"
  | "dearer"
  | "not-published"
  | "cannot-be-used"
  | "nothing-needed"
  | "on-request"
  | "metered"
  | "comes-along"
  | "held-already"
  | "not-sold";

export interface Instead {
  monthly: Amount;
  more: Amount;
  units: Units;
  proven: boolean;
}

export interface Ties {
  best: Alternative;
  /** Others within the margin, the cheapest first. */
  others: Alternative[];
  /** The largest total that was looked at. */
  within: Price;
  /** There may be more of them within the margin. */
  cut: boolean;
}

export interface Alternative {
  monthly: Price;
  more: Amount;
  units: Units;
  has_for_it: string[];
  combination: Required<Combination>;
  proven: boolean;
}

export interface Flips {
  edition: string;
  units: Units;
  monthly: Price;
  numbers: NumberFlips[];
  left_out: number;
}

export interface NumberFlips {
  path: Path;
  says: string;
  /** Its value now; storage in megabytes. */
  value: number;
  storage: boolean;
  up: FlipSide;
  down: FlipSide;
  /** Totals at the values that were asked, for a chart. */
  points: { value: number; monthly: Amount; stays: Amount | null; plans: PlanId[] }[];
}

export interface FlipSide {
  /** The nearest value at which other plans are best. */
  flip: Flip | null;
  /** The last value of which it is known whether it is a flip. */
  looked_to: number;
  stopped: boolean;
}

export interface Flip {
  value: number;
  units: Units;
  monthly: Amount;
  /** What the plans of today would cost there; null when they cannot cover it. */
  stays: Amount | null;
}

export interface OverTime {
  months: MonthCost[];
  total: Amount;
  currency: string;
  /** Months in which other plans are best than in the month before. */
  changes: { month: Month; gone: PlanId[]; come: PlanId[]; edition: boolean }[];
  /** The first month in which the plans of the first month cost more than others. */
  cheaper_from: Month | null;
  /** What of the pools expired unused, by pool. */
  expired: Record<string, number>;
  yearly: boolean;
}

export interface MonthCost {
  month: Month;
  edition: string;
  monthly: Amount;
  units: Units;
  stays: Amount | null;
  /** What is paid for a commitment and not needed. */
  idle: Units;
}

export interface Range {
  varied: { path: Path; says: string; storage: boolean; low: number; likely: number; high: number }[];
  seed: number;
  draws: number;
  unanswered: number;
  likely: Amount;
  units: Units;
  /** What no, one, five, nine and all of ten draws do not exceed. */
  totals: { least: Amount; low: Amount; middle: Amount; high: Amount; most: Amount };
  plans: PlanRange[];
  /** Totals and in how many draws each came out. */
  counts: [Amount, number][];
}

export interface PlanRange {
  plan: PlanId;
  likely: number;
  least: number;
  most: number;
  /** Draws that need more than is likely: the chance of the next pack. */
  more: number;
  fewer: number;
}

export interface Forecast {
  days: number;
  /** Sessions a month that the licenses bring as they are now. */
  entitled: number;
  /** The next one first. */
  months: MonthAhead[];
  currency: string;
}

export interface MonthAhead {
  /** What one, five and nine of ten draws do not exceed. */
  low: number;
  middle: number;
  high: number;
  /** Draws of a thousand that need more than the licenses bring. */
  over: number;
  /** What covers nine of ten draws, in words, and what it costs. */
  buy: string;
  monthly: Amount;
}

export interface Todo {
  /** In this order. */
  buy: Purchase[];
  assign: { who: string; plan: PlanId; name: string; quantity: number }[];
  guides: Guide[];
}

export interface Purchase {
  plan: PlanId;
  name: string;
  skus: { part: string; guid?: string; standing: Standing; sources: SourceId[]; note?: string }[];
  quantity: number;
  monthly: Amount | null;
  /** Plans that have to be there before. */
  after: PlanId[];
}

export interface Guide {
  id: string;
  does: "buy" | "assign";
  holds_from: Day;
  title: string;
  plans: PlanId[];
  after: PlanId[];
  steps: string[];
  note: string | null;
  standing: Standing;
  sources: SourceId[];
}

export interface Owned {
  plans: OwnedPlan[];
  /** What is missing costs this. */
  monthly: Price;
  /** What would be paid without anything owned. */
  without: Amount;
}

export interface OwnedPlan {
  plan: PlanId;
  name: string;
  owned: number;
  used: number;
  unused: number;
  missing: number;
  monthly: Amount | null;
}

export interface Readings {
  monthly: Price;
  /** What is bought now. */
  units: Record<PlanId, number>;
  /** Readings under which another option would change the answer. */
  matter: ReadingCost[];
  /** Readings that change nothing here. */
  same: SameReading[];
}

export interface SameReading {
  id: string;
  topic: string;
  used: string;
  says: string;
  sources: SourceId[];
  others: IdleReading[];
}

export interface IdleReading {
  id: string;
  says: string;
  sources: SourceId[];
  /** What it decides in place of an estimate; absent when it changes other scenarios. */
  elsewhere?: string;
}

export interface ReadingCost {
  id: string;
  topic: string;
  used: string;
  says: string;
  sources: SourceId[];
  others: OtherReading[];
}

export interface OtherReading {
  id: string;
  says: string;
  sources: SourceId[];
  monthly: Amount;
  more: Amount;
  units: Units;
  valid: boolean;
}

export interface Comparison {
  from: string;
  to: string;
  before: Price;
  after: Price;
  lines: LineChange[];
  /** How many lines are the same in both. */
  same: number;
  gone: PlanId[];
  come: PlanId[];
}

export interface LineChange {
  plan: PlanId;
  name: string;
  before: LineHalf | null;
  after: LineHalf | null;
}

export interface LineHalf {
  quantity: number;
  unit_price: Amount | null;
  amount: Amount | null;
  sources: SourceId[];
}

/** What changed in the price book from one edition to another. */
export interface Changes {
  from: Edition;
  to: Edition;
  changes: FactChange[];
}

export interface FactChange {
  kind: "plan" | "limit" | "connector" | "rate" | "term" | "reading";
  id: string;
  path: string;
  about: string;
  what: string;
  /** The thing as a whole came or went. */
  whole: boolean;
  before: FactSide | null;
  after: FactSide | null;
}

export interface FactSide {
  value: string;
  standing: Standing;
  sources: SourceId[];
}

/** An answer as a finding with what stands behind it; it can be printed without knowing what was asked. */
export interface Sheet {
  id: string;
  title: string;
  says: string[];
  tables: SheetTable[];
  charts: Chart[];
  steps: Step[];
  rules: Rule[];
  sources: Source[];
}

export interface SheetTable {
  title: string;
  columns: Column[];
  rows: Cell[][];
  note: string;
}

export interface Column {
  title: string;
  kind: "text" | "count" | "money" | "month" | "megabytes";
  /** The unit of counts or the currency of money. */
  unit: string;
}

export type Cell =
  | { text: string }
  | { count: number }
  | { money: Amount }
  | { month: Month }
  | { megabytes: number }
  | "nothing";

/** Points in whole numbers: money in millionths of the currency unit, months since the year 0. */
export interface Chart {
  title: string;
  shape: "line" | "step" | "bars";
  x: Column;
  y: Column;
  series: { name: string; points: [number, number][] }[];
  marks: { x: number; says: string }[];
  /** The table with the same figures, by its place. */
  table: number;
}

/** The options of each answer that there is as a sheet. */
export interface SheetOptions {
  explain: ExplainSheetOptions;
  "why-not": Options;
  ties: TiesOptions;
  flips: FlipsOptions;
  "over-time": OverTimeOptions;
  range: RangeOptions;
  forecast: ForecastOptions;
  todo: Options;
  owned: Options;
  readings: Options;
  compare: CompareOptions;
  changes: CompareOptions;
}

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
/** The tree of reasons behind the cheapest total, or behind the line of one plan. */
export function explain(scenario: Scenario | string, options?: ExplainOptions): Step;
/** For each plan that was not chosen the reason, and what it would cost instead. */
export function whyNot(scenario: Scenario | string, options?: Options): WhyNot;
/** The next best combinations of other plans within a margin. */
export function ties(scenario: Scenario | string, options?: TiesOptions): Ties;
/** For each number of the scenario the nearest values at which other plans are best. */
export function flips(scenario: Scenario | string, options?: FlipsOptions): Flips;
/** What each month costs while numbers grow and prices change. */
export function overTime(scenario: Scenario | string, options?: OverTimeOptions): OverTime;
/** A range of totals for ranges of numbers, and the chance of needing the next pack. */
export function range(scenario: Scenario | string, options: RangeOptions): Range;
/** Billed sessions of the months ahead, drawn from those of the past, and what covers them. */
export function forecast(scenario: Scenario | string, options: ForecastOptions): Forecast;
/** What to buy in which order, and whom to give what. */
export function todo(scenario: Scenario | string, options?: Options): Todo;
/** What of the owned licenses is used, unused, or missing. */
export function owned(scenario: Scenario | string, options?: Options): Owned;
/** What other readings of the sources would cost, where they disagree. */
export function readings(scenario: Scenario | string, options?: Options): Readings;
/** Which lines of the answer change from one edition to another. */
export function compare(scenario: Scenario | string, options?: CompareOptions): Comparison;
/** What changed in the price book from one edition to another, figure by figure. */
export function changes(options?: CompareOptions): Changes;
/**
 * An answer as text; "html" is a page of its own, to be shown to somebody else. For "changes" the scenario may be null.
 */
export function sheet<Ask extends keyof SheetOptions>(
  ask: Ask,
  scenario: Scenario | string | (Ask extends "changes" ? null : never),
  options: SheetOptions[Ask] & { format: "markdown" | "text" | "html" },
): string;
/** An answer as a sheet. */
export function sheet<Ask extends keyof SheetOptions>(
  ask: Ask,
  scenario: Scenario | string | (Ask extends "changes" ? null : never),
  options?: SheetOptions[Ask],
): Sheet;
