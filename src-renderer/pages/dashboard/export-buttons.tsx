import { useMutation } from '@tanstack/react-query';
import type { CoreError } from '../../core-client.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Button } from '../../parts/button.tsx';
import { useToast } from '../../parts/toast.tsx';
import { saveOperation } from '../../save-file.ts';
import { daysOf } from './address.ts';
import type { Period } from './address.ts';

/** Saves every request of a period as a file. */
export function ExportButtons({ period }: { period: Period }) {
  const { dashboard } = useTexts();
  const tell = useToast();
  const save = useMutation<void, CoreError, 'csv' | 'json'>({
    mutationFn: (format) => saveOperation('usage.export', { format, ...daysOf(period) }),
    onError: ({ message }) => tell({ about: 'export', text: message, tone: 'bad' }),
  });
  return (
    <>
      {(['csv', 'json'] as const).map((format) => (
        <Button
          key={format}
          icon="download"
          aria-busy={save.isPending && save.variables === format}
          disabled={save.isPending}
          onClick={() => save.mutate(format)}
        >
          {format === 'csv' ? dashboard.exportCsv : dashboard.exportJson}
        </Button>
      ))}
    </>
  );
}
