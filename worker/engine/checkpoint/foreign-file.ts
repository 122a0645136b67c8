import path from 'node:path';
import { EngineError } from '../errors';

const PICKLE_EXTENSIONS = new Set(['.ckpt', '.pt', '.pth', '.bin', '.pkl']);

const startsWith = (head: Uint8Array, text: string) =>
  Buffer.from(head.subarray(0, text.length)).toString('latin1').toLowerCase() === text.toLowerCase();

function refusePickle(): never {
  throw new EngineError(
    'checkpoint-pickle',
    'This is a pickle (.ckpt, .pt or .bin): opening it can run any program hidden inside, so it is refused. ' +
      'Ask for the model as .safetensors, or convert it on a machine you can spare with ' +
      "`python -c \"import torch,safetensors.torch as s; d=torch.load('model.ckpt',weights_only=True); " +
      "s.save_file({k:v.contiguous() for k,v in d.get('state_dict',d).items() if hasattr(v,'contiguous')},'model.safetensors')\"`.",
  );
}

/**
 * Names what people upload by mistake, from the first bytes of the file.
 * @throws EngineError `checkpoint-pickle`, `checkpoint-damaged` or `checkpoint-unsupported`
 */
export function refuseForeignFile(file: string, head: Uint8Array): void {
  const isZip = startsWith(head, 'PK\x03\x04');
  const isPickleProtocol = head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5 && head[7] !== 0;
  if (isZip || isPickleProtocol || PICKLE_EXTENSIONS.has(path.extname(file).toLowerCase())) refusePickle();
  if (startsWith(head, 'GGUF')) {
    throw new EngineError(
      'checkpoint-unsupported',
      'This is a GGUF file. Use the .safetensors file of the model.',
    );
  }
  if (startsWith(head, '<!doctype') || startsWith(head, '<html')) {
    throw new EngineError(
      'checkpoint-damaged',
      'This is a web page, not a model: the download was answered with a page. Download the file itself again.',
    );
  }
  if (startsWith(head, 'version https://git-lfs')) {
    throw new EngineError(
      'checkpoint-damaged',
      'This is a Git LFS pointer, not the model itself. Run `git lfs pull`, or download the file itself.',
    );
  }
}
