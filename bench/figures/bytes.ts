import type { Figure } from '../figure.ts';
import { type Lab, type Subject, talk } from '../lab.ts';

const load = async (lab: Lab, subject: Subject): Promise<number> => {
  lab.servers.takeLoadedBytes();
  return talk(lab, { subject, instruments: false, answers: () => ({ kind: 'none' }) }, () =>
    Promise.resolve(lab.servers.takeLoadedBytes() / 1000),
  );
};

/** What a page loads until it converses, gzip. */
export const bytes = async (lab: Lab): Promise<Figure[]> => {
  const own = await load(lab, 'worker');
  const peer = lab.peer ? [await load(lab, 'peer')] : undefined;
  return [
    { name: 'all that a conversation loads, gzip', unit: 'kB', values: [own], ...(peer ? { peer } : {}) },
  ];
};
