// What the server's log keeps of an error: where it came from, and nothing of what people typed. The database's errors
// carry the values of the query that failed; those stay out.

export type LoggedError = { type: string; message: string; stack: string; cause?: LoggedError };

export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'thrown without an Error', stack: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: error.message.split('\nparams:')[0] ?? '',
    stack: frames.join('\n'),
    ...(error.cause === undefined ? {} : { cause: loggedError(error.cause) }),
  };
}
