/**
 * How an interaction stands. `ready`: there is something to read. `working`: queued, running, or waiting for a model.
 */
export const STATES = ['ready', 'working', 'failed'] as const;
export type InteractionStanding = (typeof STATES)[number];
