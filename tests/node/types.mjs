// The hand-written types are those of the answers: the compiler reads a program that uses them, and the
// answers to all presets as literals of their types, where a field too many or too few is an error.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import ts from "typescript";

import { ASKED, FIELD, figures } from "../support/further.mjs";
import { folder, plancost, presets } from "../support/package.mjs";

const { cheapest, editions, price, sheet } = plancost;

/** Faults that the compiler finds in files. */
function faults(files) {
  const program = ts.createProgram(files, {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    paths: { plancost: [join(folder, "plancost.d.ts")], "plancost/*": [join(folder, "*")] },
  });
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => process.cwd(), getNewLine: () => "\n" };
  return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), host);
}

/** A program in a file of its own, read by the compiler. */
function read(program) {
  const place = mkdtempSync(join(tmpdir(), "plancost-types-"));
  try {
    const file = join(place, "program.ts");
    writeFileSync(file, program);
    return faults([file]);
  } finally {
    rmSync(place, { recursive: true });
  }
}

test("a program that uses the types", () => {
  assert.equal(faults([resolve("tests/types/usage.ts")]), "");
});

test("answers are what the types say", () => {
  const answers = [];
  for (const { scenario } of presets) {
    for (const { id: edition } of editions()) {
      const found = cheapest(scenario, { edition });
      answers.push(found, price(scenario, {}, { edition }));
    }
  }
  const literals = answers.map((answer, place) => `export const a${place}: Estimate = ${JSON.stringify(answer)};`);
  literals.push(`export const editions: Edition[] = ${JSON.stringify(editions())};`);
  const imports = 'import type { Edition, Estimate } from "plancost";\n';
  assert.equal(read(imports + literals.join("\n")), "");
  // The check would see a field that the types do not have, and one that is missing.
  const [first] = answers;
  const more = `export const more: Estimate = ${JSON.stringify({ ...first, more: 1 })};`;
  assert.match(read(imports + more), /more\W+ does not exist/);
  const less = `export const less: Estimate = ${JSON.stringify({ ...first, valid: undefined })};`;
  assert.match(read(imports + less), /valid\W+ is missing/);
});

test("reports of the meter are what the types say", async () => {
  const { meter } = await import(pathToFileURL(join(folder, "meter.mjs")));
  const reports = [];
  for (const file of ["formats/table.csv", "formats/log.csv", "formats/unknown-words.txt", "formats/conversations.json"]) {
    const data = readFileSync(join("tests/transcripts", file));
    reports.push(await meter({ name: file, data }, { sessions: true }), await meter([data, data], { sessions: true }));
  }
  const literals = reports.map((report, place) => `export const r${place}: MeteredWithSessions = ${JSON.stringify(report)};`);
  assert.equal(read(`import type { MeteredWithSessions } from "plancost";\n${literals.join("\n")}`), "");
});

/** The type of each answer beyond one number. */
const TYPES = {
  explain: "Step",
  "why-not": "WhyNot",
  ties: "Ties",
  flips: "Flips",
  "over-time": "OverTime",
  range: "Range",
  forecast: "Forecast",
  todo: "Todo",
  owned: "Owned",
  readings: "Readings",
  compare: "Comparison",
  changes: "Changes",
};

test("answers beyond one number are what the types say, and so are their options", () => {
  const literals = [`import type { Sheet, SheetOptions, ${Object.values(TYPES).join(", ")} } from "plancost";`];
  const say = (type, value) => literals.push(`export const a${literals.length}: ${type} = ${JSON.stringify(value)};`);
  for (const [ask, type] of Object.entries(TYPES)) {
    for (const scenario of [FIELD, ...presets.map((preset) => preset.scenario)]) {
      // These are told about a group or a bot of that one scenario.
      if (scenario !== FIELD && ["range", "over-time", "forecast"].includes(ask)) continue;
      say(type, figures(ask, scenario));
      say("Sheet", sheet(ask, scenario, ASKED[ask]));
    }
    say(`SheetOptions["${ask}"]`, ASKED[ask]);
  }
  assert.equal(read(literals.join("\n")), "");
});

test("presets are what the types say a scenario is", () => {
  const literals = presets.map(({ scenario }, place) => `export const s${place}: Scenario = ${JSON.stringify(scenario)};`);
  assert.equal(read(`import type { Scenario } from "plancost";\n${literals.join("\n")}`), "");
});
