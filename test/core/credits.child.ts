import { createCore } from '../../src-main/core/index.ts';
import { memorySecrets } from '../support/memory-secrets.ts';

/** A core on a data folder, until it is killed; its address is the first line that it says. */
const [dataDir = ''] = process.argv.slice(2);
const core = createCore({
  dataDir,
  secrets: memorySecrets(),
  overrides: { port: '0' },
  env: process.env,
});
const { address } = await core.start();
console.log(address);
