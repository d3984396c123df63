/** Names and what they are, in two columns; `code` is shown as what a machine reads. */
export function Facts({ entries }: { entries: readonly [name: string, value: string, look?: 'code'][] }) {
  return (
    <dl className="request-sheet-facts">
      {entries.map(([name, value, look]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{look === 'code' ? <code>{value}</code> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
