'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Connection, connectToStudio } from './event-connection';
import { putJob, putJobs } from './job-cache';
import { refreshModels } from './refresh-models';

export type { Connection };

/** Feeds the server's events into the query cache; work started in one tab shows in all of them. Auditors have none. */
export function useStudioEvents(enabled: boolean): Connection {
  const queryClient = useQueryClient();
  const [connection, setConnection] = useState<Connection>('open');
  useEffect(() => {
    if (!enabled) return;
    return connectToStudio({
      onConnection: setConnection,
      onMessage: (message) => {
        if (message.type === 'job') putJob(queryClient, message.job);
        if (message.type === 'snapshot') putJobs(queryClient, message.jobs);
        // Something may have been missed before a snapshot.
        if (message.type !== 'job') refreshModels(queryClient);
      },
    });
  }, [queryClient, enabled]);
  return connection;
}
