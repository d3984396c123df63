import type { CoreView } from '../../hooks/use-core.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { CopyButton } from '../../parts/code-block.tsx';
import { Skeleton } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import './about.css';

/** Which Signalbox this is, and where its things are. */
export function AboutSection({ core: { status } }: { core: CoreView }) {
  const { settings, admin } = useTexts();
  const { about } = admin;
  const facts = status && [
    { name: about.version, value: status.version },
    { name: about.address, value: status.address },
    { name: about.dataDir, value: status.dataDir },
  ];
  return (
    <Section title={settings.sections.about}>
      {facts ? (
        <dl className="about">
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
                <CopyButton text={value} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <Skeleton lines={3} />
      )}
      <div className="settings-body">
        <p className="quiet">{about.keeps}</p>
        <p className="quiet">{about.licence}</p>
        <p className="quiet">{about.docs}</p>
      </div>
    </Section>
  );
}
