import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { passes, tableOf, type Figure } from './figure.ts';
import type { ClientOrder, ClientReport, ServerOrder, ServerReport } from './load/messages.ts';
import { BenchProcess } from './load/processes.ts';

// `npm run bench:emulator -- [--clients n] [--seconds s] [--idle n] [--profile]`: what the twin costs, in a process of its
// own, beside a bare server that only takes the frames and reads their JSON. `--profile` writes a CPU profile of the twin.
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '20' },
    idle: { type: 'string', default: '500' },
    profile: { type: 'boolean', default: false },
  },
});
const [clients, seconds, idle] = [Number(values.clients), Number(values.seconds), Number(values.idle)];
/** Idle connections are watched for so long, s. */
const IDLE_SECONDS = 10;
const PROCESSES = 2;

type Server = BenchProcess<ServerOrder, ServerReport>;
type Clients = BenchProcess<ClientOrder | 'go', ClientReport>;
type Measured = Extract<ServerReport, { kind: 'measured' }>;
type Done = Extract<ClientReport, { kind: 'done' }>;

interface Run {
  readonly before: number;
  readonly measured: Measured;
  readonly after: number;
  readonly done: readonly Done[];
}

/** `which` as it must be: what the other process says follows from what it was told. */
const as = <Kind extends string, Report extends { readonly kind: string }>(
  which: Kind,
  report: Report,
): Extract<Report, { kind: Kind }> => {
  if (report.kind !== which) throw new Error(`"${which}" was expected, "${report.kind}" came.`);
  return report as Extract<Report, { kind: Kind }>;
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const run = async (kind: 'twin' | 'floor', count: number, length: number): Promise<Run> => {
  const profiled = values.profile && kind === 'twin' && length > 0;
  const flags = ['--expose-gc', ...(profiled ? ['--cpu-prof', '--cpu-prof-dir=.cache'] : [])];
  const server: Server = new BenchProcess('./server.ts', [kind], flags);
  const { port } = as('listening', await server.report());
  const before = as('begun', await server.order('begin')).rssBytes;
  const groups: Clients[] = Array.from({ length: PROCESSES }, () => new BenchProcess('./clients.ts'));
  const order = { port, clients: Math.ceil(count / PROCESSES), seconds: length };
  await Promise.all(groups.map((group) => group.order(order)));
  await server.order('begin');
  if (length === 0) await sleep(IDLE_SECONDS * 1000);
  const done = await Promise.all(groups.map(async (group) => as('done', await group.order('go'))));
  const measured = as('measured', await server.order('end'));
  await Promise.all(groups.map((group) => group.end()));
  await sleep(1000);
  const after = as('begun', await server.order('begin')).rssBytes;
  await server.end();
  return { before, measured, after, done };
};

const MB = 1024 * 1024;
const quantile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(share * (numbers.length - 1))] ?? NaN;
const total = (done: readonly Done[], of: keyof Omit<Done, 'kind'>): number =>
  done.reduce((sum, one) => sum + one[of], 0);

/** One line: the twin's value, the floor's beside it. */
const line = (name: string, unit: string, of: (run: Run) => number, twin: Run, floor?: Run): Figure => ({
  name,
  unit,
  values: [of(twin)],
  ...(floor ? { peer: [of(floor)] } : {}),
});

const [load = 0] = loadavg();
console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${load.toFixed(1)}.`);
if (load > 1) console.log('The machine is busy with something else: what is measured in time will suffer.');
const [twin, floor] = [await run('twin', clients, seconds), await run('floor', clients, seconds)];
const [twinIdle, floorIdle] = [await run('twin', idle, 0), await run('floor', idle, 0)];

const perFrame = ({ measured, done }: Run): number => (measured.cpuSeconds * 1e6) / total(done, 'sent');
const share = ({ measured }: Run): number => (100 * measured.cpuSeconds) / measured.wallSeconds;
const figures: readonly Figure[] = [
  line('CPU of the process', '% of a core', share, twin, floor),
  line('CPU a frame of audio', 'µs', perFrame, twin, floor),
  // The machine's speed is in both: what is asked of the twin is asked as a multiple of what any server would take.
  {
    name: 'CPU a frame, times that of the bare server',
    unit: '',
    values: [perFrame(twin) / perFrame(floor)],
    budget: { most: 3.5 },
  },
  line(
    'frames received a second',
    '1/s',
    ({ done, measured }) => total(done, 'sent') / measured.wallSeconds,
    twin,
    floor,
  ),
  line(
    'messages sent a second',
    '1/s',
    ({ done, measured }) => total(done, 'received') / measured.wallSeconds,
    twin,
  ),
  {
    ...line('answers', '', ({ done }) => total(done, 'answers'), twin),
    budget: { least: clients * Math.floor(seconds / 5 - 1) },
  },
  { ...line('connections lost', '', ({ done }) => total(done, 'lost'), twin, floor), budget: { most: 0 } },
  line('event loop late, p50', 'ms', ({ measured }) => quantile(measured.lateMs, 0.5), twin, floor),
  line('event loop late, p99', 'ms', ({ measured }) => quantile(measured.lateMs, 0.99), twin, floor),
  line('RSS at the start', 'MB', ({ before }) => before / MB, twin, floor),
  line('RSS, peak', 'MB', ({ measured }) => measured.rssPeakBytes / MB, twin, floor),
  line('RSS after all have gone', 'MB', ({ after }) => after / MB, twin, floor),
  line(
    `RSS an idle connection, of ${idle}`,
    'kB',
    ({ measured, before }) => (measured.rssBytes - before) / 1024 / idle,
    twinIdle,
    floorIdle,
  ),
  line('CPU of all idle ones', '% of a core', share, twinIdle, floorIdle),
  {
    name: 'the same, more than the bare server',
    unit: '% of a core',
    values: [share(twinIdle) - share(floorIdle)],
    budget: { most: 1 },
  },
];
console.log(
  `${clients} clients with frames of 20 ms for ${seconds} s; the peer is a bare ws server.\n${tableOf(figures)}`,
);
process.exitCode = figures.some((figure) => passes(figure) === false) ? 1 : 0;
