import { createPlural } from '../../plural.ts';

const plural = createPlural('en');

/** The import of other routers’ configs. */
export const imports = {
  hint: 'Brings over what claude-code-router, claude-code-mux, LiteLLM or CC Switch has: first you see what comes along and what does not. Their files are only read.',
  found: 'Found on this machine',
  nothingFound: 'No config of another router was found in the usual places.',
  look: 'Look at it',
  lookAt: (what: string) => `Look at ${what}`,
  other: 'Another file',
  byPath: 'Path of the file',
  byPathHint: 'On the machine that Signalbox runs on.',
  file: 'A file of this computer',
  fileHint: 'It is read into the field below and goes nowhere but to Signalbox.',
  byText: 'Its text',
  byTextHint: 'Keys in it go into the keychain, once you apply the import.',
  report: (tool: string) => `From ${tool}`,
  summary: (carried: number, lost: number) =>
    `${plural(carried, { one: '# setting comes along', other: '# settings come along' })}; ${lost === 0 ? 'nothing stays behind' : plural(lost, { one: '# stays behind', other: '# stay behind' })}.`,
  apply: 'Import',
  done: 'imported',
  lost: 'Stays behind',
  carried: 'Comes along',
  whole: 'as a whole',
  keys: (names: string) => `Keys, kept in the keychain as: ${names}`,
  config: 'The config after it',
  applied: 'Imported',
  takenBack: 'The config is back as it was',
};
