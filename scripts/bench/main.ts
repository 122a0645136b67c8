/**
 * Measures what is promised and prints each value beside its bar, as a Markdown table on the standard output; what is
 * known so far is told on the standard error. Exits with 1 when a bar is missed or a part breaks, and with 2 for arguments it
 * does not know. A row that cannot be measured here (no PyTorch, no such device) says so and misses nothing: whoever
 * needs it reads the note.
 *
 * Times are worth something on a machine that does nothing else. What is compared (ours and PyTorch's, an acceleration and
 * the plain graph) runs turn by turn, and the median of the rounds counts.
 */
import { chooseDevice, type Device } from '@/worker/engine/device/device';
import { tryDevice } from '@/worker/engine/device/session';
import { type BenchOptions, type Part, readArguments, USAGE } from './arguments';
import { measureBatches } from './engine/measure-batches';
import { measureLora } from './engine/measure-lora';
import { measureModes } from './engine/measure-modes';
import { measureNetworks } from './engine/measure-networks';
import { measureNoise } from './engine/measure-noise';
import { measureProcess } from './engine/measure-process';
import { measureSamplers } from './engine/measure-samplers';
import { measureAgainstPytorch } from './full-size/measure-against-pytorch';
import { measureLoading } from './full-size/measure-loading';
import { measureModeSpeed } from './full-size/measure-mode-speed';
import { measureSwitching } from './full-size/measure-switching';
import { randomCheckpoint } from './full-size/random-models';
import { isMissed, type Measure } from './measure';
import { measureApi } from './product/measure-api';
import { measureCatalogue } from './product/measure-catalogue';
import { measureGallery } from './product/measure-gallery';
import { measureLists } from './product/measure-lists';
import { measureProduct } from './product/measure-product';
import { measureStudio } from './product/measure-studio';
import { measureUpload } from './product/measure-upload';
import { describeMachine, line, table } from './table';

const onFullSize =
  (measure: (checkpoint: string, device: Device) => Promise<Measure[]>) =>
  async (device: Device): Promise<Measure[]> =>
    measure(await randomCheckpoint(), device);

const MEASURES: Record<Part, (device: Device) => Promise<Measure[]>> = {
  networks: measureNetworks,
  samplers: measureSamplers,
  noise: measureNoise,
  batches: measureBatches,
  modes: measureModes,
  lora: measureLora,
  process: measureProcess,
  loading: onFullSize(measureLoading),
  switching: onFullSize(measureSwitching),
  pytorch: onFullSize(measureAgainstPytorch),
  speed: onFullSize(measureModeSpeed),
  product: measureProduct,
  api: measureApi,
  upload: () => measureUpload(),
  catalogue: measureCatalogue,
  lists: () => measureLists(),
  gallery: measureGallery,
  studio: measureStudio,
};

const say = (text: string) => process.stderr.write(`${text}\n`);

async function bench({ parts, device: wanted, threads }: BenchOptions): Promise<void> {
  const device = await chooseDevice({ device: wanted, threads }, (_, message) => say(message), tryDevice);
  const measures: Measure[] = [];
  let isBroken = false;
  for (const part of parts) {
    const started = performance.now();
    try {
      const measured = await MEASURES[part](device);
      for (const measure of measured) say(line(measure));
      measures.push(...measured);
    } catch (error) {
      isBroken = true;
      say(error instanceof Error && error.stack ? error.stack : String(error));
      measures.push({ what: `${part}: broke off`, value: undefined, unit: '', note: String(error) });
    }
    say(`${part}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  const isOther = wanted.split(':')[0] !== device.name;
  const asked = isOther ? `, because ${wanted} does not work here` : '';
  process.stdout.write(
    `${describeMachine()}\nNetworks on ${device.name}${asked}, ${device.threads} threads\n\n`,
  );
  process.stdout.write(`${table(measures)}\n`);
  process.exitCode = isBroken || measures.some(isMissed) ? 1 : 0;
}

let options: BenchOptions | undefined;
try {
  options = readArguments(process.argv.slice(2));
} catch (error) {
  say(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (options) await bench(options);
