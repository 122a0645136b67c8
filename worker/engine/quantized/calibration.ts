import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Architecture } from '../checkpoint/architecture';
import type { Device } from '../device/device';
import { createSession } from '../device/session';
import type { Evaluation } from '../evaluation';
import type { NetworkGraph } from '../graph/network';
import { predictionProbe, predictionShown } from '../networks/prediction';
import { draw } from '../pipeline/draw';
import { type PipelineModel, pipelineModel } from '../pipeline/model';
import { include, type LayerSizes } from './layer-sizes';

/** Subjects, styles and emptiness; at two sizes, since small pictures are all subject and large ones mostly texture. */
const DENOISINGS = [
  { prompt: 'a photograph of a cat sitting in a garden, detailed, sunlight', side: 32 },
  { prompt: 'portrait of a girl, oil painting, dark background', side: 16 },
  { prompt: 'red car in a city street at night, rain, neon lights', side: 32 },
  { prompt: '', side: 16 },
  { prompt: 'mountain landscape with a lake, sunset, wide angle', side: 32 },
  { prompt: 'white flat icon of a star, minimal, vector', side: 16 },
];
const STEPS = 6;

/** Evaluates networks other than the denoiser. */
export type Evaluate = (evaluation: Evaluation) => Promise<{ output: Float32Array }>;

/** Runs the observing graph once. */
async function observed(
  session: InferenceSession,
  { inputs, rows }: Evaluation,
  sizes: LayerSizes,
): Promise<Float32Array> {
  const feeds = Object.entries(inputs).map(([name, { data, shape }]) => [
    name,
    new Tensor('float32', data as Float32Array, [rows, ...shape]),
  ]);
  const { prediction, ...outputs } = await session.run(Object.fromEntries(feeds));
  include(sizes, outputs);
  return prediction!.data as Float32Array;
}

/**
 * Draws a few small pictures, from noise to the last step, and gives how large the channels were that convolutions have seen on
 * the way.
 * Finds out the kind of prediction first where the file does not state it.
 * @param graph of the denoiser, whose layers are observed
 * @throws EngineError
 */
export async function calibrate(
  graph: NetworkGraph,
  architecture: Architecture,
  device: Device,
  evaluate: Evaluate,
): Promise<LayerSizes> {
  const session = await createSession(graph, device);
  try {
    if (!architecture.isPredictionStated) {
      const shown = await observed(session, predictionProbe(architecture), new Map());
      architecture.prediction = predictionShown(shown);
      architecture.isPredictionStated = true;
    }
    const sizes: LayerSizes = new Map();
    const model = pipelineModel(architecture);
    for (const [seed, denoising] of DENOISINGS.entries()) {
      await denoise(model, { ...denoising, seed }, (evaluation) =>
        evaluation.network === 'denoiser'
          ? observed(session, evaluation, sizes)
          : evaluate(evaluation).then(({ output }) => output),
      );
    }
    return sizes;
  } finally {
    await session.release();
  }
}

/** One picture, up to its latent. */
async function denoise(
  model: PipelineModel,
  { prompt, side, seed }: { prompt: string; side: number; seed: number },
  evaluate: (evaluation: Evaluation) => Promise<Float32Array>,
): Promise<void> {
  const pixels = side * model.architecture.vae.factor;
  const { run } = draw(model, {
    prompt,
    negativePrompt: '',
    width: pixels,
    height: pixels,
    steps: STEPS,
    cfgScale: 7,
    sampler: 'Euler',
    scheduler: 'Karras',
    seed,
    clipSkip: 1,
  });
  let step = run.next();
  while (!step.done && step.value.network !== 'decoder') step = run.next(await evaluate(step.value));
}
