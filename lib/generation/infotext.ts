import { pythonFloat } from './python-number';
import type { GenerationRequest } from './request';
import { scheduleLabel } from './resolve-sampler';
import { samplerNamed } from './samplers';
import { PROGRAM } from './version';

/** The pairs of an infotext's last line, in order. */
export type InfotextPairs = [key: string, value: string][];

/** Quoted as JSON when a comma, a colon or a line break would end the value early. */
function quoted(value: string): string {
  return /[,:\n]/.test(value) ? JSON.stringify(value) : value;
}

function pairsOf(request: GenerationRequest, index: number): InfotextPairs {
  const sampler = samplerNamed(request.sampler_name);
  const { eta, checkpoint } = request;
  const ownEta = sampler?.defaultEta;
  const pairs: [string, string | null][] = [
    ['Steps', String(request.steps)],
    ['Sampler', request.sampler_name],
    ['Schedule type', sampler ? scheduleLabel(sampler, request.scheduler) : request.scheduler],
    ['CFG scale', pythonFloat(request.cfg_scale)],
    ['Seed', String(request.seed + index)],
    ['Size', `${request.width}x${request.height}`],
    ['Model hash', checkpoint.hash],
    ['Model', checkpoint.name],
    ['Clip skip', request.clip_skip > 1 ? String(request.clip_skip) : null],
    // The first noise of each picture is drawn as a CPU would draw it, on every device.
    ['RNG', 'CPU'],
    ['Eta', eta === null || ownEta === undefined || eta === ownEta ? null : pythonFloat(eta)],
    ['Version', PROGRAM],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[1] !== null);
}

/** The text that a picture carries (sdapi §16). `index` counts the job's pictures from 0. */
export function writeInfotext(request: GenerationRequest, index: number): string {
  const pairs = pairsOf(request, index).map(([key, value]) =>
    key === value ? key : `${key}: ${quoted(value)}`,
  );
  const negative = request.negative_prompt ? `\nNegative prompt: ${request.negative_prompt}` : '';
  return `${request.prompt}${negative}\n${pairs.join(', ')}`.trim();
}
