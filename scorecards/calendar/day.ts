// A calendar day as a parsed value.
import { z } from 'zod';
import { because } from '../problems/input.ts';
import { isDay } from './calendar.ts';

/** `2026-03-02`, from 1900 to 2999. */
export const Day = z.string().refine(isDay, because('not-a-day'));
