import { notOffered } from '@/lib/webui-api/not-offered';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notOffered(
  'Training',
  'Train with another program and put the file into your models.',
);
