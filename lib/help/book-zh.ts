import type { HelpBook } from './help-topic';

export const book: HelpBook = {
  'models-and-pictures': {
    question: '模型放在哪里？图片在哪里？',
    answer: [
      '打开[模型](/models)，把 `.safetensors` 文件拖进去，它会被放到对应类型的文件夹。也可以在[文件](/files)中手动放入 `models/Stable-diffusion`、`models/Lora`、`models/VAE`、`models/hypernetworks` 或 `embeddings`，几秒后就会列出。',
      '图片在[图库](/gallery)中。图片文件位于[文件](/files)的 `outputs/txt2img-images`、`outputs/img2img-images` 和 `outputs/extras-images`，每天一个文件夹。可在[设置](/settings)中用格式规则更改文件夹和文件名，也可选择 PNG 以外的格式。',
      '他人共享的模型与你自己的并列显示。要共享自己的模型，请在[模型](/models)中打开它并提交共享申请。',
    ],
  },
  'model-not-listed': {
    question: '为什么我的 LoRA 或模型没有列出？',
    answer: [
      '在[模型](/models)中查找。如果它带着原因列在那里，原因就是答案：文件传输不完整、可能含有程序（`.ckpt`、`.pt`），或者类型无法识别。请改用同一模型的 `.safetensors` 文件。',
      '如果完全没有，说明它在别的文件夹：LoRA 应放在 `models/Lora`，模型应放在 `models/Stable-diffusion`。在[文件](/files)中移动它，然后在[模型](/models)中点击**重新读取文件夹**。',
      '如果管理员为所有人共享一个文件夹（`--vae-dir`、`--embeddings-dir`、`--hypernetwork-dir`），则不使用你自己的 VAE、嵌入或超网络，列表中会注明。',
      '为 SDXL 制作的 LoRA 对 SD 1.x 模型无效，反之亦然。被忽略的内容会写在图片下方。',
    ],
  },
  'seems-stuck': {
    question: '点了“生成”却没有反应，是卡住了吗？',
    answer: [
      '看看[队列](/queue)：那里显示任务的位置、大约何时开始，以及是否有工作进程。工作进程丢失时，任务会自动交给另一个，最多三次。',
      '如果没有工作进程，请告知管理员。管理员可在[工作进程](/admin/workers)中查看并重启；服务本身由启动它的人重启。两者都不会丢失等待中的任务，你输入的内容也会保留在页面上。',
    ],
  },
  slow: {
    question: '为什么很慢？',
    answer: [
      '换用另一个模型后的第一张图片要等模型载入。之后所需时间随像素和步数增长：1024×1024 是 512×512 的四倍，40 步是 20 步的两倍。高分辨率修复会再加上第二遍的时间。',
      '先提交的任务先处理。[队列](/queue)会分别显示：任务何时开始、需要多久。你可以在那里调整自己任务的顺序。',
      '管理员：`--xformers` 使用融合注意力，`--sd-dynamic-cache` 在内存中保留多个模型，[工作进程](/admin/workers)显示每个进程实际使用的设备。',
    ],
  },
  'out-of-memory': {
    question: '提示内存不足怎么办？',
    answer: [
      '减少同时生成的图片：调低**每批数量**，改为调高**批次数**。然后减小尺寸，再到[后期处理](/extras)放大满意的那张。',
      '管理员：提高 `--min-ram-reserved`，或不使用 `--sd-dynamic-cache`，可减少同时保留的模型。',
    ],
  },
  'same-picture': {
    question: '如何再次生成同一张或类似的图片？',
    answer: [
      '把图片拖到 [PNG 信息](/pnginfo)（其他程序的也可以），再发送到文生图。参数和种子相同，图片就相同。换一个种子会得到类似的图片：按 `N`，然后点“生成”。',
      '在[队列](/queue)中，**再来一次**会用另一个种子重新提交今天的任务。',
    ],
  },
  'canceled-by-mistake': {
    question: '误取消或误删除了怎么办？',
    answer: [
      '仍在等待的任务取消后，半分钟内可以放回原来的位置：点击页面下方消息中的**撤销**。',
      '删除的图片、文件和模型在[文件](/files)与[模型](/models)的回收站中，直到你清空或到期。',
    ],
  },
  files: {
    question: '如何管理文件？',
    answer: [
      '在[文件](/files)中，就像在自己的电脑上一样：从桌面拖入文件和文件夹，拖动即可移动，`F2` 重命名，其余操作在右键菜单中。中断的上传会从断点继续。多个文件会打包成一个压缩包下载。',
      '左侧的条形显示剩余空间，容量由管理员设定。',
    ],
  },
  'no-such-file': {
    question: '提示 “No such file or directory”。',
    answer: [
      '文件在路径被记录之后移动或改名了。在[文件](/files)中移动图片和模型会自动跟踪；你自己程序里的路径不会。请查看它现在的位置并重新选择。',
      'API 返回的路径以服务器的数据目录开头。在其他机器上的程序需要把这一开头替换成自己的挂载路径。',
    ],
  },
  'page-not-reached': {
    question: '无法打开页面。',
    answer: [
      '如果页面上方提示无法连接到服务器，请保持页面打开：它会自动重试，你输入的内容会保留。',
      '如果地址完全打不开：地址由机器名和端口组成，例如 `http://studio.lan:8000`。管理员：不加 `--listen` 时 Atelier 只在本机响应；`--port` 更改端口，并需在防火墙中放行。',
      '如果反复要求登录，请允许该地址使用 Cookie。',
    ],
  },
  language: {
    question: '如何更改语言？',
    answer: [
      '在[设置](/settings)的“外观”中，或通过头像旁的语言图标选择：English、中文或日本語。未选择时跟随浏览器。提示词可用任何语言书写，但大多数模型是用英文训练的。',
    ],
  },
  'call-the-api': {
    question: '如何调用 API？',
    answer: [
      '[调用信息](/account/call)中有地址和可复制的示例。在[令牌](/account/tokens)中创建令牌，并以 `Authorization: Bearer <token>` 发送。',
      '请求与常见的 WebUI 相同：`POST /sdapi/v1/txt2img`、`/sdapi/v1/img2img`、`/sdapi/v1/png-info` 等。你自己的选项和模型同样有效。',
    ],
  },
  extensions: {
    question: '扩展从哪里来？',
    answer: [
      '[扩展](/extensions)列出已安装的扩展，每个都有开关。[文件](/files)中 `extensions` 里的一个文件夹就是你自己的一个扩展；如果管理员共享扩展（`--root-extensions`），所有人使用数据目录中的扩展。',
    ],
  },
  'who-sees-what': {
    question: '谁能看到我的图片和文件？',
    answer: [
      '只有你。其他人只能看到你共享的内容。管理员能看到你生成和存储了多少，但看不到内容；管理员以你的身份查看时，[账户页面](/account)会显示是谁、在什么时候。',
    ],
  },
};
