import { useTexts } from '../hooks/use-texts.ts';
import { copyText } from '../copy-text.ts';
import { Button } from './button.tsx';
import { useToast } from './toast.tsx';

/** Copies a text that is made upon the click. */
export function CopyButton({ label, textOf }: { label: string; textOf: () => string }) {
  const { common } = useTexts();
  const tell = useToast();
  return (
    <Button
      icon="copy"
      onClick={() =>
        void copyText(textOf()).then(() => tell({ about: `copy/${label}`, text: common.copied }))
      }
    >
      {label}
    </Button>
  );
}
