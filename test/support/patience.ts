// How long the tests of the web wait for what is to appear: a machine that tests may be a slow one, and busy.
import { configure } from '@solidjs/testing-library';

configure({ asyncUtilTimeout: 20_000 });
