import { openLedger } from '../../../src-main/core/ledger/ledger.ts';

/** Records one request and dies without a word. */
const [folder = '', row = ''] = process.argv.slice(2);
openLedger(folder).record(JSON.parse(row));
process.kill(process.pid, 'SIGKILL');
