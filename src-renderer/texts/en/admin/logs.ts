import { createPlural } from '../../plural.ts';

const plural = createPlural('en');

/** The log. */
export const logs = {
  label: 'Lines of the log',
  level: 'Level',
  andAbove: (level: string) => (level === 'fatal' ? 'fatal' : `${level} and above`),
  text: 'Contains',
  pause: 'Pause',
  resume: (waiting: number) =>
    waiting === 0 ? 'Resume' : plural(waiting, { one: 'Resume (# new)', other: 'Resume (# new)' }),
  copy: (count: number) => plural(count, { one: 'Copy # line', other: 'Copy # lines' }),
  none: 'No lines',
  noneHint: 'What happens from now on shows up here by itself.',
  logging: {
    title: 'What is logged',
    level: 'Level of the log',
    levelHint: 'In force at once. Secrets are masked at every level; no level writes what is said.',
    levelSet: (level: string) => `The log is at ${level} now`,
    bodies: 'Keep what clients send and get',
    bodiesHint:
      'Prompts, code and answers of your work, in files in the data folder: up to 2 MB each of the last 500 requests, secrets masked. They stay on this machine. Leave it off unless you look for something.',
    bodiesOn: 'Bodies are kept from now on',
    bodiesOff: 'Bodies are no longer kept',
  },
};
