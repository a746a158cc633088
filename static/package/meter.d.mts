import type { MeterInput, Metered, MeteredWithSessions, MeterSettings } from "./plancost.js";

/**
 * Counts the sessions of one input or of several. Inputs are read slice by slice, and others get their turn in between.
 * When events do not come in the order of time, all inputs are read once more; a stream, which cannot be, is kept at once.
 */
export function meter(input: MeterInput | MeterInput[], settings: MeterSettings & { sessions: true }): Promise<MeteredWithSessions>;
export function meter(input: MeterInput | MeterInput[], settings?: MeterSettings): Promise<Metered>;
