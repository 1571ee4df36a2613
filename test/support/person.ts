// Somebody at the door of a running server, over HTTP: keeps the cookies, speaks JSON. For what a journey needs before its
// first page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Person = {
  email: string;
  get: <T>(path: string) => Promise<T>;
  post: <T>(path: string, body?: unknown) => Promise<T>;
  send: (path: string, init: RequestInit) => Promise<Response>;
  cookie: () => string;
};

export const PASSWORD = 'a long enough password';

export function visitor(url: string, email = ''): Person {
  let cookie = '';
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, {
      ...init,
      headers: { origin: url, cookie, ...(init.headers as Record<string, string> | undefined) },
    });
    const set = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    if (set.length > 0) cookie = set.join('; ');
    return answer;
  };
  const read = async <T>(path: string, init: RequestInit): Promise<T> => {
    const answer = await send(path, init);
    if (!answer.ok) throw new Error(`${init.method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  return {
    email,
    get: (path) => read(path, { method: 'GET' }),
    post: (path, body) =>
      read(path, {
        method: 'POST',
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    send,
    cookie: () => cookie,
  };
}

type NewPerson = { name: string; roles: string[]; language?: 'en' | 'zh' };

/** The first administrator, one team, and everybody named, invited and joined. Returns e-mail addresses by name. */
export async function foundCentre(
  { url, data }: { url: string; data: string },
  people: NewPerson[],
): Promise<{ administrator: Person; team: string; ids: Map<string, string> }> {
  const administrator = visitor(url, 'first@centre.example');
  await administrator.post('/api/start', {
    token: readFileSync(join(data, 'setup-token'), 'utf8').trim(),
    organisation: 'Test centre',
    time_zone: 'UTC',
    language: 'en',
    name: 'First Administrator',
    email: administrator.email,
    password: PASSWORD,
  });
  const { id: team } = await administrator.post<{ id: string }>('/api/people/teams', { name: 'Front desk' });
  const ids = new Map<string, string>();
  for (const { name, roles, language = 'en' } of people) {
    const { link, member } = await administrator.post<{ link: string; member: { id: string } }>(
      '/api/people/invitations',
      {
        name,
        email: addressOf(name),
        roles,
        teams: roles.includes('agent') ? [team] : [],
        scope: roles.includes('coach') ? [team] : null,
        language,
      },
    );
    const token = new URL(link).hash.slice(1);
    await visitor(url).post('/api/people/invitations/accept', { token, name, password: PASSWORD });
    ids.set(name, member.id);
  }
  return { administrator, team, ids };
}

export const addressOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@centre.example`;
