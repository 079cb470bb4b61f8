import { z } from 'zod';

/** What hours and rhythms are written with. */

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const time = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'a time is like 9:00 or 17:30');
