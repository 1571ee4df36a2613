// What every test of the web begins with: how long it waits for what is to appear, since a machine that tests may be slow
// and busy; and a screen.
import { configure } from '@solidjs/testing-library';
import { matchMedia } from './screen.ts';

configure({ asyncUtilTimeout: 20_000 });
globalThis.matchMedia = matchMedia;
