import type { HelpBook } from './help-topic';

export const book: HelpBook = {
  'models-and-pictures': {
    question: 'Where do my models go, and where are my pictures?',
    answer: [
      'Open [Models](/models) and drop a `.safetensors` file there: it is put into the folder of its kind. By hand, put it in [Files](/files) into `models/Stable-diffusion`, `models/Lora`, `models/VAE`, `models/hypernetworks` or `embeddings`. It is listed within seconds.',
      'Pictures are in the [Gallery](/gallery). Their files lie in [Files](/files) under `outputs/txt2img-images`, `outputs/img2img-images` and `outputs/extras-images`, a folder for each day. [Settings](/settings) have patterns for other folders and names, and other formats than PNG.',
      'What others share stands beside your own. To share a model of yours, open it in [Models](/models) and propose it.',
    ],
  },
  'model-not-listed': {
    question: 'My LoRA or checkpoint is not listed. Why?',
    answer: [
      'Look for it in [Models](/models). If it stands there with a reason, that is why: a file that was cut short on its way, one that may hold programs (`.ckpt`, `.pt`), or a kind that is not understood. Take the `.safetensors` file of the same model.',
      'If it is not there at all, it lies in another folder: a LoRA belongs into `models/Lora`, a checkpoint into `models/Stable-diffusion`. Move it in [Files](/files), then press **Read the folders again** in [Models](/models).',
      'VAEs, embeddings and hypernetworks of your own are not used where the administrator shares one folder with all (`--vae-dir`, `--embeddings-dir`, `--hypernetwork-dir`). The list says so.',
      'A LoRA made for SDXL does nothing with an SD 1.x checkpoint, nor the other way round. What was left out stands under the picture.',
    ],
  },
  'seems-stuck': {
    question: 'I pressed Generate and nothing happens. Is it stuck?',
    answer: [
      'Look at the [Queue](/queue): it says at which place your job stands, about when it starts, and whether a worker is there at all. A job whose worker was lost is given to another one by itself, three times at most.',
      'If no worker is there, tell your administrator. They see all of them under [Workers](/admin/workers) and can restart one there; the service itself is restarted by whoever started it. Nothing that waits is lost by either, and what you typed stays in the page.',
    ],
  },
  slow: {
    question: 'Why is it slow?',
    answer: [
      'The first picture with another checkpoint waits until that is loaded. After that, time grows with the pixels and with the steps: 1024×1024 takes four times as long as 512×512, 40 steps twice as long as 20. A second pass (Hires. fix) adds its own.',
      'What others sent before you is served first. The [Queue](/queue) tells the two apart: when a job starts, and how long it takes. You can change the order of your own jobs there.',
      'For administrators: `--xformers` computes attention fused, `--sd-dynamic-cache` keeps several checkpoints in memory, and [Workers](/admin/workers) shows what each worker really computes on.',
    ],
  },
  'out-of-memory': {
    question: 'It says that the memory is not enough.',
    answer: [
      'Make fewer pictures at once: a lower **Batch size**, and a higher **Batch count** instead. Then make them smaller, and enlarge the one you like in [Extras](/extras).',
      'For administrators: fewer checkpoints at a time are kept when `--min-ram-reserved` is higher, or without `--sd-dynamic-cache`.',
    ],
  },
  'same-picture': {
    question: 'How do I make the same picture again, or one like it?',
    answer: [
      'Drop it into [PNG Info](/pnginfo), also one of another program, and send it to Txt2img. The same parameters and the same seed make the same picture. Another seed makes one like it: press `N`, then Generate.',
      'In the [Queue](/queue), **Again** sends a job of today once more, with another seed.',
    ],
  },
  'canceled-by-mistake': {
    question: 'I canceled or deleted something by mistake.',
    answer: [
      'A job that still waited can be put back to its place for half a minute: **Undo** stands in the message at the lower edge.',
      'Deleted pictures, files and models lie in the trash of [Files](/files) and [Models](/models) until you empty it or their time is over.',
    ],
  },
  files: {
    question: 'How do I manage my files?',
    answer: [
      'In [Files](/files), as on your own machine: drop files and folders from your desktop, drag them to move, `F2` to rename, right-click for the rest. An upload that was broken off goes on where it ended. Several files are downloaded as one archive.',
      'The bar on the left says how much room is left to you. Your administrator sets how much that is.',
    ],
  },
  'no-such-file': {
    question: 'It says “No such file or directory”.',
    answer: [
      'A file was moved or renamed after its path was noted. Pictures and models that you move in [Files](/files) are followed; paths in your own programs are not. Look where it is now, and choose it again.',
      'Paths in answers of the API begin with the data directory of the server. A program on another machine replaces that beginning with where it has mounted the directory.',
    ],
  },
  'page-not-reached': {
    question: 'The page can’t be reached.',
    answer: [
      'If a bar above the page says that the server can’t be reached, leave the page open: it tries again by itself, and what you typed stays.',
      'If the address does not open at all: it is the machine’s name and the port, such as `http://studio.lan:8000`. For administrators: without `--listen` Atelier answers on its own machine only; `--port` changes the port, and the port must be open in the firewall.',
      'If you are asked to sign in again and again, allow cookies for the address.',
    ],
  },
  language: {
    question: 'How do I change the language?',
    answer: [
      'In [Settings](/settings) under Look, or with the sign beside your initial: English, 中文 or 日本語. Until you choose, it is the language of your browser. Prompts may be in any language, but most checkpoints were taught in English.',
    ],
  },
  'call-the-api': {
    question: 'How do I call the API?',
    answer: [
      '[Call information](/account/call) has the address and examples to copy. Make a token under [Tokens](/account/tokens) and send it as `Authorization: Bearer <token>`.',
      'The requests are those of the known web UI: `POST /sdapi/v1/txt2img`, `/sdapi/v1/img2img`, `/sdapi/v1/png-info` and the others. Your own options and models count there too.',
    ],
  },
  extensions: {
    question: 'Where do extensions come from?',
    answer: [
      '[Extensions](/extensions) lists what is installed, each with a switch. A folder in `extensions` of your [Files](/files) is an extension of your own; where the administrator shares them (`--root-extensions`), everybody has those in the data directory.',
    ],
  },
  'who-sees-what': {
    question: 'Who sees my pictures and files?',
    answer: [
      'You. Other people see only what you share. Administrators see how much you make and store, not what; when one looks at the studio as you, your [account page](/account) says who and when.',
    ],
  },
};
