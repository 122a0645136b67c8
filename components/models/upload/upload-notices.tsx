'use client';
import { CopyField } from '@/components/ui/copy-field';
import { Notice } from '../../files/notice';
import { convertingCommand } from './sort-files';

interface UploadNoticesProps {
  pickles: readonly string[];
  others: readonly string[];
  onClose: () => void;
}

/** What was not taken, why, and what to do. */
export function UploadNotices({ pickles, others, onClose }: UploadNoticesProps) {
  const [pickle] = pickles;
  if (pickles.length + others.length === 0) return null;
  return (
    <Notice onClose={onClose}>
      {pickle && (
        <span className="block">
          {named(pickles)} can run programs when opened, so {pickles.length === 1 ? 'it is' : 'they are'} not
          taken. Convert {pickles.length === 1 ? 'it' : 'them'} to .safetensors first, where you trust{' '}
          {pickles.length === 1 ? 'it' : 'them'}, with Python and its packages torch and safetensors:
          <span className="my-1 block text-text">
            <CopyField label="Copy the command" value={convertingCommand(pickle)} />
          </span>
        </span>
      )}
      {others.length > 0 && (
        <span className="block">
          {named(others)} {others.length === 1 ? 'is' : 'are'} no model. Choose .safetensors files; pictures
          and notes of the same name may come with them.
        </span>
      )}
    </Notice>
  );
}

const named = (names: readonly string[]) =>
  names.length === 1 ? `“${names[0]}”` : `“${names[0]}” and ${names.length - 1} more`;
