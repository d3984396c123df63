import './share-bar.css';

interface ShareBarProps {
  /** What is measured, for those who do not see it; without it the bar only underlines a figure beside it. */
  label?: string;
  /** 0 to 1; above 1 the bar is full. */
  share: number;
  /** The share in words. */
  text?: string;
  state?: 'ok' | 'warn' | 'over';
}

/** How much of a whole, as a bar. */
export function ShareBar({ label, share, text, state = 'ok' }: ShareBarProps) {
  const percent = Math.min(100, Math.max(0, share * 100));
  const meaning = label === undefined ? { 'aria-hidden': true } : meterOf(label, percent, text);
  return (
    <div className="share-bar" data-state={state} {...meaning}>
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

function meterOf(label: string, percent: number, text: string | undefined) {
  return {
    role: 'meter',
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': Math.round(percent),
    'aria-valuetext': text,
  };
}
