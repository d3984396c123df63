import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Config } from '../../../src-main/contract/config.ts';
import type { ImportReport } from '../../../src-main/contract/imports.ts';
import { callOperation } from '../../core-client.ts';
import type { CoreError } from '../../core-client.ts';
import { useConfig } from '../../hooks/use-config.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { FormProblems } from '../../parts/form.tsx';
import { Section } from '../../parts/section.tsx';
import { useToast } from '../../parts/toast.tsx';
import { Report } from './import/report.tsx';
import { SourceChoice } from './import/source-choice.tsx';
import type { ImportSource } from './import/source-choice.tsx';
import './import.css';

/** Brings the config of another router over: what comes along and what does not is told before anything changes. */
export function ImportSection() {
  const { settings, admin } = useTexts();
  const { imports } = admin;
  const tell = useToast();
  const client = useQueryClient();
  const { save } = useConfig();
  const [isDone, setIsDone] = useState(false);
  const preview = useMutation<ImportReport, CoreError, ImportSource>({
    mutationFn: (source) => callOperation('import.preview', source),
    onMutate: () => setIsDone(false),
  });
  const apply = useMutation<Config, CoreError, ImportSource & { expect: string }>({
    mutationFn: async (source) => {
      const before = await callOperation('config.get', {});
      await callOperation('import.apply', source);
      return before;
    },
    onSuccess: async (before) => {
      setIsDone(true);
      tell({ about: 'import', text: imports.applied, undo: () => takeBack(before) });
      await client.invalidateQueries();
    },
  });
  const takeBack = (before: Config): void =>
    save.mutate(() => before, {
      onSuccess: () => {
        setIsDone(false);
        tell({ about: 'import', text: imports.takenBack });
      },
      onError: ({ message }) => tell({ about: 'import', text: message, tone: 'bad' }),
    });
  const error = preview.error ?? apply.error;
  return (
    <>
      <Section title={settings.sections.import}>
        <div className="settings-body">
          <p className="quiet">{imports.hint}</p>
          <SourceChoice
            isBusy={preview.isPending}
            onChoose={(source) => {
              apply.reset();
              preview.mutate(source);
            }}
          />
          {error && <FormProblems problems={error.message.split('\n')} />}
        </div>
      </Section>
      {preview.data && !preview.error && (
        <Report
          report={preview.data}
          isDone={isDone}
          isBusy={apply.isPending}
          onApply={() => apply.mutate({ ...preview.variables, expect: preview.data.hash })}
        />
      )}
    </>
  );
}
