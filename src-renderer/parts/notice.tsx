import type { ReactNode } from 'react';
import '../styles/notice.css';

/** Something that is wrong, read out at once to those who listen. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="notice" role="alert">
      <strong>{title}</strong>
      <p>{children}</p>
    </div>
  );
}
