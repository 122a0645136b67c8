'use client';
import { useQuery } from '@tanstack/react-query';
import { CornerLeftUp, Folder } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type FilePage, folderOf } from '@/lib/files/file-entry';
import { studioFetch } from '../studio/data/studio-fetch';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';

interface FolderChoiceProps {
  /** Paths below one's own folder. */
  onPictures: (paths: string[]) => void;
}

/** One's own folders, to choose the one whose pictures are meant. */
export function FolderChoice({ onPictures }: FolderChoiceProps) {
  const words = useTranslations('extras');
  const [path, setPath] = useState('inputs');
  const { data, error } = useQuery({
    queryKey: ['files', 'folder-choice', path],
    queryFn: () => studioFetch<FilePage>(`/api/files?path=${encodeURIComponent(path)}`),
  });
  const folders = data?.entries.filter(({ kind }) => kind === 'folder') ?? [];
  const pictures = data?.entries.filter(({ picture }) => picture) ?? [];
  return (
    <div className="grid w-full max-w-100 gap-3 text-left">
      <div className="flex items-center gap-2">
        <Button
          size="icon"
          aria-label={words('up')}
          title={words('up')}
          disabled={path === ''}
          onClick={() => setPath(folderOf(path))}
        >
          <CornerLeftUp />
        </Button>
        <p className="min-w-0 truncate font-medium">/{path}</p>
      </div>
      <ul aria-label={words('folder')} className="max-h-60 overflow-y-auto rounded-control border">
        {folders.map((folder) => (
          <li key={folder.path}>
            <button
              type="button"
              onClick={() => setPath(folder.path)}
              className="control-height flex w-full items-center gap-2 px-3 hover:bg-hover"
            >
              <Folder aria-hidden className="size-4 shrink-0 text-faint" />
              <span className="truncate">{folder.name}</span>
            </button>
          </li>
        ))}
        <li className="px-3 py-2 text-small text-muted">
          {pictures.length > 0
            ? words('folderCount', { count: pictures.length })
            : data && words('folderNone')}
        </li>
      </ul>
      <Failure error={error} />
      <Button
        look="outlined"
        disabled={pictures.length === 0}
        onClick={() => onPictures(pictures.map((picture) => picture.path))}
      >
        {words('takeFolder')}
      </Button>
    </div>
  );
}
