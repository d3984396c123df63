import type { ReactNode } from 'react';
import './notice.css';

/** Something that is wrong, read out at once to those who listen. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="notice" role="alert">
      <p className="notice-title">{title}</p>
      <p>{children}</p>
    </div>
  );
}
