// TypeScript as a library, for what is written against it: vitest.config.ts puts it in the place of `typescript`.
export { ts as default } from '@ts-morph/common';
