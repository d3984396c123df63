import { z } from 'zod';

/** A number of tokens; null is unknown. */
export const count = z.int().nullable();

/** US dollars, of whole micro-dollars; null is unknown, and never 0. */
export const usd = z.number().nullable();
