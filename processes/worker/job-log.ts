// What the log says of jobs that fail: a line each time, of rising weight.
import type { Logger } from 'pino';
import type { JobFailure } from '../../db/jobs/jobs.ts';

/** A job that is given up is an error; one that is tried again may still go well. */
export function logFailure(log: Pick<Logger, 'warn' | 'error'>, job: JobFailure): void {
  if (job.next === 'given-up') log.error(job, 'job given up');
  else log.warn(job, 'job failed');
}
