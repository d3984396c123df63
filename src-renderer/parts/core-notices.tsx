import type { CoreView } from '../hooks/use-core.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { Notice } from './notice.tsx';

/** What is wrong with the core as a whole: it is gone, its config was refused, its ledger was damaged. */
export function CoreNotices({ core: { status, trouble } }: { core: CoreView }) {
  const { common } = useTexts();
  return (
    <>
      {trouble && <Notice title={trouble.title}>{trouble.text}</Notice>}
      {status?.configError && <Notice title={common.trouble.configRefused}>{status.configError}</Notice>}
      {status?.ledgerProblem && <Notice title={common.trouble.ledger}>{status.ledgerProblem}</Notice>}
    </>
  );
}
