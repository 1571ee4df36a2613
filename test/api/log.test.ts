import { expect, it } from 'vitest';
import { loggedError } from '../../api/log.ts';

it('an error is logged with where it came from, and without the values of a query', () => {
  const cause = new Error('connect ECONNREFUSED');
  const logged = loggedError(
    new Error('Failed query: select 1 from member where email = $1\nparams: anna@example.com', { cause }),
  );
  expect(logged).toMatchObject({
    type: 'Error',
    message: 'Failed query: select 1 from member where email = $1',
    cause: { message: 'connect ECONNREFUSED' },
  });
  expect(logged.stack).toContain('log.test');
  expect(JSON.stringify(logged)).not.toContain('anna');
});

it('what was thrown without being an error is not written down', () => {
  expect(loggedError('secret')).toEqual({ type: 'string', message: 'thrown without an Error', stack: '' });
});
