'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Connection, connectToStudio, type StudioConnection } from './event-connection';
import { putJob, putJobs } from './job-cache';
import { takePictureChange } from './picture-cache';
import { optionsKey } from './query-keys';
import { refreshModels } from './refresh-models';

export type { Connection };

interface StudioEvents {
  connection: Connection;
  /** Tries to reach the server at once. */
  tryNow: () => void;
}

/** Feeds the server's events into the query cache; work started in one tab shows in all of them. Auditors have none. */
export function useStudioEvents(enabled: boolean): StudioEvents {
  const queryClient = useQueryClient();
  const [connection, setConnection] = useState<Connection>({ state: 'open' });
  const studio = useRef<StudioConnection>(null);
  useEffect(() => {
    if (!enabled) return;
    studio.current = connectToStudio({
      onConnection: setConnection,
      onMessage: (message) => {
        if (message.type === 'job') putJob(queryClient, message.job);
        if (message.type === 'pictures') takePictureChange(queryClient, message);
        if (message.type === 'snapshot') putJobs(queryClient, message.jobs);
        // Something may have been missed before a snapshot.
        if (message.type === 'models' || message.type === 'snapshot') refreshModels(queryClient);
        if (message.type === 'options' || message.type === 'snapshot')
          void queryClient.invalidateQueries({ queryKey: optionsKey });
      },
    });
    return () => studio.current?.end();
  }, [queryClient, enabled]);
  return { connection, tryNow: () => studio.current?.tryNow() };
}
