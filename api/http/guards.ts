// Checks before any route runs (host name and origin), and the headers of every answer.
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Env } from './route.ts';

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // The waveform and the popovers write their own style elements and attributes.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

/** Promised only where people come by https: a browser would otherwise be locked out of a plain installation. */
const httpsOnly: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  if (c.get('deps').url?.startsWith('https:')) c.header('strict-transport-security', 'max-age=15552000');
};

/** Answers about people are nobody's to keep, unless a route says otherwise. */
const notKept: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  if (c.req.path.startsWith('/api/') && !c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
};

/**
 * A foreign web page can make a browser on this network ask us under a name of its own (DNS rebinding). Numbers and
 * names without a dot (`localhost`, `attune` in a network of containers) cannot be rebound; they and the public address
 * pass.
 */
const knownHost: MiddlewareHandler<Env> = async (c, next) => {
  const { hostname } = new URL(c.req.url);
  const { url } = c.get('deps');
  const known =
    !hostname.includes('.') ||
    hostname.endsWith('.localhost') ||
    hostname.startsWith('[') ||
    /^\d+(\.\d+){3}$/.test(hostname) ||
    (url !== null && new URL(url).hostname === hostname);
  if (!known) throw new Problem('wrong-host', { host: hostname });
  await next();
};

/** Browsers say which page a write comes from; one that is not ours may not use the session cookie. */
const ownPage: MiddlewareHandler<Env> = async (c, next) => {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const { url } = c.get('deps');
    const own = [new URL(c.req.url).host, ...(url === null ? [] : [new URL(url).host])];
    const foreignOrigin = origin !== undefined && !own.includes(URL.parse(origin)?.host ?? '');
    const foreignSite = origin === undefined && site !== undefined && site !== 'same-origin' && site !== 'none';
    if (foreignOrigin || foreignSite) throw new Problem('foreign-origin');
  }
  await next();
};

export const guards = [headers, httpsOnly, notKept, knownHost, ownPage] as const;
