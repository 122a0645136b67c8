import { Box, File, FileArchive, FileImage, FileText, Folder } from 'lucide-react';
import type { FileEntry } from '@/lib/files/file-entry';
import { classNames } from '../ui/class-names';

const KINDS: readonly [RegExp, typeof File][] = [
  [/\.(safetensors|ckpt|pt|pth|gguf|onnx)$/i, Box],
  [/\.(png|jpe?g|webp|gif|avif|svg|tiff?)$/i, FileImage],
  [/\.(txt|md|json|ya?ml|csv|log)$/i, FileText],
  [/\.(zip|tar|gz|7z|rar)$/i, FileArchive],
];

/** A folder, or what kind of file its name says it is. */
export function FileIcon({
  kind,
  name,
  className,
}: Pick<FileEntry, 'kind' | 'name'> & { className?: string }) {
  if (kind === 'folder')
    return <Folder aria-hidden className={classNames('fill-accent/25 text-accent', className)} />;
  const Icon = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? File;
  return <Icon aria-hidden strokeWidth={1.5} className={classNames('text-faint', className)} />;
}
