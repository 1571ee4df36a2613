// All tables, for drizzle's client and its migrations. One file per stage; foreign keys point upstream.
export * from './calibration.ts';
export * from './coaching.ts';
export * from './competencies.ts';
export * from './copies.ts';
export * from './evaluations.ts';
export * from './events.ts';
export * from './interactions.ts';
export * from './people.ts';
export * from './samples.ts';
export * from './scorecards.ts';
export * from './speech.ts';
export * from './transcripts.ts';
