import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { type AdaptableParts, adaptableLayers, serves } from '../adapters/adaptable-layers';
import type { Architecture } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { assertUnchanged } from '../checkpoint/unchanged';
import { DerivedFiles, type WriteOptions } from '../derived/derived-files';
import { type NetworkWeights, withFloat32Copy } from '../derived/float32-copy';
import type { Device } from '../device/device';
import { availableMemory } from '../device/memory';
import { createSession, type Widening } from '../device/session';
import type { Evaluation, NetworkName } from '../evaluation';
import { withCircularPadding } from '../graph/circular-padding';
import { Layers, type LayersClass } from '../graph/layers';
import type { NetworkGraph } from '../graph/network';
import { withPlainAttention } from '../graph/plain-attention';
import type { Log } from '../log';
import { allFinite } from '../pipeline/finite';
import { forgetQuantizedDenoiser, isQuantizing, quantizedDenoiser } from '../quantized/quantized-denoiser';
import { withQuantizedLayers } from '../quantized/quantized-layers';
import { quantizedPlaces } from '../quantized/quantized-places';
import { AdaptedSession } from './adapted-session';
import { refuseBrokenWeights } from './broken-weights';
import { decodeAsMemoryAllows } from './decode-in-room';
import { Float32Copies } from './float32-copies';
import { hasRoomFor } from './memory-room';
import { networkGraph } from './network-graph';
import { checkpointWeights, vaeWeights } from './network-weights';
import { predictionProbe, predictionShown } from './prediction';
import { inPairs, oneByOne } from './row-pairs';
import { type EvaluationResult, runParts } from './run-parts';
import { PLAIN, type Variant, variantOf } from './variant';

/** The networks a picture from text needs. */
const textToImage = ({ text2 }: Architecture): NetworkName[] => [
  'text',
  ...(text2 ? (['text2'] as const) : []),
  'denoiser',
  'decoder',
];

export interface NetworksOptions {
  /** Bytes the process may still take. */
  freeMemory?: () => number;
  /** The engine's own cache. */
  derived?: DerivedFiles;
  log?: Log;
}

const NOTHING_KEPT = new DerivedFiles({ log: () => {} });

/**
 * Autoencoders run once a picture, for seconds at full size: what is computed from their weights then takes 1 % of that,
 * and keeping it would take 0.2 GiB for each half.
 */
const wideningOf = (name: NetworkName): Widening =>
  name === 'decoder' || name === 'encoder' ? 'each run' : 'once';

/** The networks of one checkpoint, as sessions on a device. */
export class CheckpointNetworks {
  readonly #sessions = new Map<NetworkName, InferenceSession>();
  /** Networks that take changed weights, made when a LoRA first needs them. */
  readonly #adapted = new Map<NetworkName, AdaptedSession>();

  /** How the sessions of a network are built; another wish replaces them. */
  readonly #variants = new Map<NetworkName, Variant>();
  readonly #freeMemory: () => number;
  /** Networks that answered NaN though their weights are sound; of another VAE, its key. */
  readonly #sound = new Set<string>();
  readonly #derived: DerivedFiles;
  readonly #copies: Float32Copies;
  readonly #own: NetworkWeights;
  readonly #log: Log;
  /** The denoiser's weights as bytes, where the device computes so. */
  #quantized: SafetensorsFile | undefined;

  constructor(
    readonly file: SafetensorsFile,
    readonly architecture: Architecture,
    readonly device: Device,
    { freeMemory = availableMemory, derived = NOTHING_KEPT, log = () => {} }: NetworksOptions = {},
  ) {
    this.#freeMemory = freeMemory;
    this.#derived = derived;
    this.#copies = new Float32Copies(derived);
    this.#own = checkpointWeights(file, architecture);
    this.#log = log;
  }

  /** Loads what a picture from text needs, and finds out what the file does not state. @throws EngineError */
  async load(): Promise<void> {
    const { architecture } = this;
    for (const name of textToImage(architecture)) {
      if (name === 'denoiser') await this.#quantize();
      await this.#session(name);
    }
    if (architecture.isPredictionStated) return;
    const { output } = await this.evaluate(predictionProbe(architecture));
    architecture.prediction = predictionShown(output);
    architecture.isPredictionStated = true;
  }

  /**
   * Runs a network once. The native call blocks this process's event loop until it is done.
   * @throws EngineError `out-of-memory`, `device`; `not-a-number` only if the weights are not numbers
   */
  async evaluate(evaluation: Evaluation): Promise<EvaluationResult> {
    const { network, vae } = evaluation;
    const result = network === 'decoder' ? await this.#decode(evaluation) : await this.#run(evaluation);
    const looked = `${network} ${vae?.key ?? ''}`;
    if (!allFinite(result.output) && !this.#sound.has(looked)) {
      await refuseBrokenWeights(vae?.file ?? this.file, this.architecture, network);
      this.#sound.add(looked);
    }
    return result;
  }

  #decode(evaluation: Evaluation): Promise<EvaluationResult> {
    const freeMemory = this.device.name === 'cpu' ? this.#freeMemory() : Number.POSITIVE_INFINITY;
    const { factor } = this.architecture.vae;
    return decodeAsMemoryAllows(evaluation, factor, freeMemory, (part) => this.#run(part));
  }

  async #run(evaluation: Evaluation): Promise<EvaluationResult> {
    const { session, changes } = await this.#prepared(evaluation);
    const result = await runParts(session, this.#parts(evaluation), evaluation.rows, changes);
    return this.#isInBytes(evaluation.network) ? { ...result, inBytes: true } : result;
  }

  #parts(evaluation: Evaluation): Evaluation[] {
    const isSplit = this.device.name === 'cpu' || evaluation.rows === 1;
    if (this.#isInBytes(evaluation.network)) return oneByOne(evaluation);
    return evaluation.network === 'denoiser' && isSplit ? inPairs(evaluation) : [evaluation];
  }

  async release(): Promise<void> {
    const adapted = [...this.#adapted.values()].map(({ session }) => session);
    const sessions = [...this.#sessions.values(), ...adapted];
    this.#sessions.clear();
    this.#adapted.clear();
    for (const session of sessions) await session.release();
  }

  async #session(name: NetworkName): Promise<InferenceSession> {
    const known = this.#sessions.get(name);
    if (known) return known;
    const session = await this.#create(name);
    this.#sessions.set(name, session);
    return session;
  }

  /** Finds the denoiser's weights as bytes, or makes them with the text encoders, which are there already. */
  async #quantize(): Promise<void> {
    const { file, architecture, device } = this;
    if (!isQuantizing(device)) return;
    this.#quantized = await quantizedDenoiser({
      file,
      weights: await withFloat32Copy(this.#derived, this.#own),
      architecture,
      device,
      derived: this.#derived,
      log: this.#log,
      evaluate: (evaluation) => this.evaluate(evaluation),
    });
  }

  async #create(name: NetworkName, parts?: AdaptableParts): Promise<InferenceSession> {
    const weights = this.#weightsOf(name);
    await assertUnchanged(weights.file);
    if (this.#isInBytes(name)) {
      try {
        return await createSession(this.#graph(name, weights.file, parts), this.device, { isPacked: true });
      } catch (error) {
        this.#log(
          'warn',
          `${this.file.path} is drawn with exactly, without the blade mode's bytes: ${error}`,
        );
        this.#quantized = undefined;
        await forgetQuantizedDenoiser(this.#derived, this.file);
      }
    }
    return this.#copies.session(weights, (file) =>
      createSession(this.#graph(name, file, parts), this.device, { widening: wideningOf(name) }),
    );
  }

  #weightsOf(name: NetworkName): NetworkWeights {
    const vae = this.#variants.get(name)?.vae;
    return vae ? vaeWeights(vae) : this.#own;
  }

  get lacksCopies(): boolean {
    return this.#copies.areLacking;
  }

  /** Stores float32 copies of the weights that were widened in memory so far, for the next time they are loaded. */
  keepCopies(options: WriteOptions): Promise<void> {
    return this.#copies.keep(options);
  }

  /** The session for an evaluation, and what changes its weights. */
  async #prepared(evaluation: Evaluation): Promise<{
    session: InferenceSession;
    changes: Record<string, Tensor>;
  }> {
    const { network, adaptation } = evaluation;
    await this.#turnTo(network, variantOf(this.#quantized ? evaluation : { ...evaluation, exact: false }));
    const known = this.#adapted.get(network);
    if (!adaptation && (this.#sessions.has(network) || !known)) {
      return { session: await this.#session(network), changes: {} };
    }
    const isFitting = known && (!adaptation || serves(known.parts, adaptation.parts));
    const adapted = isFitting ? known : await this.#adapt(network, adaptation!.parts);
    return { session: adapted.session, changes: adapted.feeds(adaptation) };
  }

  /** Loads a network that takes changes; where memory is short, it takes the place of the plain one. */
  async #adapt(network: NetworkName, parts: AdaptableParts): Promise<AdaptedSession> {
    await this.#adapted.get(network)?.session.release();
    this.#adapted.delete(network);
    const file = await withFloat32Copy(this.#derived, this.#own);
    if (!hasRoomFor(file, this.architecture, network, this.#freeMemory())) {
      await this.#sessions.get(network)?.release();
      this.#sessions.delete(network);
    }
    const session = await this.#create(network, parts);
    const adapted = new AdaptedSession(session, parts);
    this.#adapted.set(network, adapted);
    return adapted;
  }

  /** Frees the sessions of a network that are built in another way. */
  async #turnTo(network: NetworkName, variant: Variant): Promise<void> {
    const current = this.#variants.get(network) ?? PLAIN;
    if (current.key === variant.key) return;
    await this.#sessions.get(network)?.release();
    await this.#adapted.get(network)?.session.release();
    this.#sessions.delete(network);
    this.#adapted.delete(network);
    this.#variants.set(network, variant);
  }

  #isInBytes(name: NetworkName): boolean {
    return name === 'denoiser' && this.#quantized !== undefined && !this.#variants.get(name)?.exact;
  }

  #blocks(name: NetworkName, parts: AdaptableParts | undefined): LayersClass {
    const { tiling } = this.#variants.get(name) ?? PLAIN;
    const places = quantizedPlaces(this.architecture.unet);
    const Own = this.#isInBytes(name) ? withQuantizedLayers(Layers, this.#quantized!, places) : Layers;
    const Adaptable = parts ? adaptableLayers(parts, Own) : Own;
    const Attending = this.device.acceleration === 'none' ? withPlainAttention(Adaptable) : Adaptable;
    return tiling ? withCircularPadding(Attending) : Attending;
  }

  #graph(name: NetworkName, file: SafetensorsFile, parts?: AdaptableParts): NetworkGraph {
    const { vae } = this.#variants.get(name) ?? PLAIN;
    return networkGraph(name, file, this.architecture, vae?.layout, this.#blocks(name, parts));
  }
}
