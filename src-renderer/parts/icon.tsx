const drawings = {
  chart: 'M2.5 13.5h11M4.5 11V8M8 11V3M11.5 11V5.5',
  add: 'M8 3.5v9M3.5 8h9',
  bin: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  check: 'm3.5 8.5 3 3 6-7',
  chevron: 'm6 4 4 4-4 4',
  close: 'm4.5 4.5 7 7m0-7-7 7',
  down: 'M8 3.5v9m-4-4 4 4 4-4',
  copy: 'M6 5.5h7.5v8H6ZM10.5 5.5v-3H2.5v8H6',
  edit: 'M3 13l.6-3 7-7 2.4 2.4-7 7ZM9.2 4.4l2.4 2.4',
  external: 'M6.5 3.5h-3v9h9v-3M9 3.5h3.5V7M12 4 7.5 8.5',
  gear: 'M8 10.1a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2ZM8 1.8v1.6m0 9.2v1.6M1.8 8h1.6m9.2 0h1.6M3.6 3.6l1.1 1.1m6.6 6.6 1.1 1.1m0-8.8-1.1 1.1m-6.6 6.6-1.1 1.1',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8Z',
  plus: 'M8 3v10M3 8h10',
  power: 'M8 2v5.5M4.6 4.2a5 5 0 1 0 6.8 0',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2 3.2 3.2',
  swap: 'm5 6 3-3 3 3M5 10l3 3 3-3',
  terminal: 'm3 4.5 3.5 3.5L3 11.5M8 12h5',
  download: 'M8 2.5v8m-3-3 3 3 3-3M3 13.5h10',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7Z',
  table: 'M2.5 3.5h11v9h-11Zm0 3h11m-11 3h11M6.5 6.5v6',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M6.8 7v4M9.2 7v4',
  up: 'M8 12.5v-9m-4 4 4-4 4 4',
  arrow: 'M2.5 8h10m-4-4 4 4-4 4',
} as const;

/** A picture that stands beside a word, or in a control that is labelled otherwise: it says nothing of its own. */
export function Icon({ name }: { name: keyof typeof drawings }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={drawings[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
