// The built package for Node, and the scenarios to try it with.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** The folder named by the variable PLANCOST_PKG; `cargo xtask test` sets it. */
export const folder = resolve(process.env.PLANCOST_PKG ?? "dist/node");

/** The package as a program would load it. */
export const plancost = createRequire(import.meta.url)(join(folder, "plancost.js"));

/** The presets: each with its file's name and its scenario; their list is none. */
export const presets = readdirSync("static/scenarios")
  .filter((file) => file.endsWith(".json") && file !== "index.json")
  .sort()
  .map((file) => ({ file, scenario: JSON.parse(readFileSync(join("static/scenarios", file), "utf8")) }));
