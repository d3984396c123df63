import { useState } from 'react';
import { useModelOptions } from '../../../hooks/use-model-options.ts';
import { ModelPicker } from '../../../parts/model-picker.tsx';

interface TargetPickerProps {
  title: string;
  /** Targets that are there already. */
  taken?: readonly string[];
  /** Rejects with why a target was refused; the choice stays open then. */
  onPick: (target: string) => Promise<void>;
  onClose: () => void;
}

/** The choice of a provider's model, with price and context; names of the config are no targets. */
export function TargetPicker({ title, taken = [], onPick, onClose }: TargetPickerProps) {
  const options = useModelOptions()?.filter(
    ({ name, provider }) => provider !== null && !taken.includes(name),
  );
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const pick = async (target: string): Promise<void> => {
    setIsBusy(true);
    try {
      await onPick(target);
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setIsBusy(false);
    }
  };
  return (
    <ModelPicker
      title={title}
      options={options}
      current={null}
      canUnset={false}
      problem={problem}
      isBusy={isBusy}
      onPick={(target) => target !== null && void pick(target)}
      onClose={onClose}
    />
  );
}
